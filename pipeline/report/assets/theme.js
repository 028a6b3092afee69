// The reader's choice of theme, before anything is painted.
"use strict";
try {
  const chosen = localStorage.getItem("doelenboom-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // storage may be closed for pages opened from disk: the theme of the system stays
}
