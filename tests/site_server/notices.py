"""What servers send with status 200 instead of the page."""

from __future__ import annotations

NOTICES = {
    "soft 404": b"<html><head><title>Pagina niet gevonden</title></head><body><h1>Deze pagina bestaat niet (meer)</h1>"
    b"<p>Misschien is de pagina verplaatst.</p><a href='/'>Naar de startpagina</a></body></html>",
    "soft 404 in english": b"<html><head><title>404 - Page not found</title></head><body><p>Sorry.</p></body></html>",
    "maintenance": b"<html><head><title>Onderhoud</title></head><body><h1>Onderhoud</h1><p>Wegens onderhoud aan de "
    b"website is deze tijdelijk niet bereikbaar.</p></body></html>",
    "server error": b"<html><body><h1>Er is een fout opgetreden</h1><p>Probeer het later nog eens.</p></body></html>",
    "login": b"<html><head><title>Inloggen</title></head><body><form><input name='u'><input type='password' name='p'>"
    b"<button>Verder</button></form></body></html>",
    "login without words": b"<html><body><form><p>Vul in</p><input type=password></form></body></html>",
    "cookie wall": b"<html><head><title>Zwolle</title></head><body><p>Accepteer eerst de cookies om deze site te "
    b"bekijken.</p><button>OK</button></body></html>",
    "javascript challenge": b"<html><head><title>Just a moment...</title></head><body><script>go()</script><noscript>"
    b"Enable JavaScript and cookies to continue</noscript></body></html>",
    "captcha": b"<html><body><h1>Bevestig dat u geen robot bent</h1><div class='g-recaptcha'></div></body></html>",
    "only a script": b"<html><head><script>document.location.reload()</script></head><body><script>x()</script></body>"
    b"</html>",
    "meta refresh": b"<html><head><meta http-equiv='refresh' content='0; url=/nieuw'></head><body>Moment</body></html>",
    "access denied": b"<html><head><title>Toegang geweigerd</title></head><body><p>U mag dit niet zien.</p></body>"
    b"</html>",
    "soft 404 in other words": b"<html><body><p>De gevraagde pagina kon niet worden gevonden.</p></body></html>",
    "something went wrong": b"<html><head><title>Zwolle</title></head><body><h1>Er is iets misgegaan</h1>"
    b"</body></html>",
    "program error": b"<html><body><b>Fatal error</b>: Uncaught Exception in index.php:12</body></html>",
    "session over": b"<html><head><title>Zwolle</title></head><body><p>Uw sessie is verlopen.</p></body></html>",
    "list of files": b"<html><head><title>Index of /p123</title></head><body><h1>Index of /p123</h1></body></html>",
}

_SAYINGS = (
    "Wij zijn bezig met onderhoud.", "Deze website is tijdelijk offline", "De site is even niet beschikbaar",
    "Sorry, deze website is momenteel niet bereikbaar.", "Er wordt gewerkt aan de website", "Binnenkort weer online",
    "Site tijdelijk buiten gebruik", "Door een storing is de website niet te bereiken", "We'll be back soon!",
    "Under construction", "Wegens werkzaamheden is deze site gesloten. Kom later terug.", "Probeer het later nog eens",
    "The service is temporarily unavailable", "Account suspended", "Te veel verzoeken", "Too many requests",
    "Error establishing a database connection", "Welcome to nginx!", "Apache2 Ubuntu Default Page: It works!",
    "Helaas, deze pagina kunnen we niet vinden", "De opgevraagde pagina is verwijderd", "Pagina onbekend",
    "The page you requested could not be found", "Deze publicatie is nog niet beschikbaar", "Uw sessie is verlopen",
    "Meld u aan om verder te gaan",
    "Attention Required!", "Request Rejected", "Bevestig dat u een mens bent",
)  # fmt: skip
NOTICES |= {
    said: f"<html><head><title>Begroting</title></head><body><h1>Gemeente</h1><p>{said}</p></body></html>".encode()
    for said in _SAYINGS
}
