"""What a page holds of the site around the report: menus, buttons, notices, related pages. None of it is the report."""
