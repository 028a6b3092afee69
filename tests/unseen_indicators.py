"""The observations of the invented pages in unseen_pages/, typed by hand."""

from __future__ import annotations

# page: (indicator, unit, role, year, value, comparator or reason)
INDICATORS = {
    "p48001": [
        ("Bezoekers binnenstad", "x 1.000", "current", 2022, 12340, "="),
        ("Bezoekers binnenstad", "x 1.000", "current", 2023, 12500, "="),
        ("Bezoekers binnenstad", "x 1.000", "current", 2024, None, "nb"),
        ("Bezoekers binnenstad", "x 1.000", "target", 2025, 13000, ">="),
        ("Leegstand", "%", "current", 2022, 7.5, "="),
        ("Leegstand", "%", "current", 2023, 6.8, "="),
        ("Leegstand", "%", "current", 2024, None, "dash"),
        ("Leegstand", "%", "target", 2025, 6, "<="),
        ("Waardering bezoekers", None, "current", 2022, 7.4, "="),
        ("Waardering bezoekers", None, "current", 2023, 7.6, "="),
        ("Waardering bezoekers", None, "current", 2024, 7.6, "="),
        ("Waardering bezoekers", None, "target", 2025, None, "text"),
    ],
    "p43999": [
        ("Tevredenheid bewoners", "%", "baseline", 2021, 78.5, "="),
        ("Tevredenheid bewoners", "%", "current", 2023, 80.1, "="),
        ("Tevredenheid bewoners", "%", "target", 2025, 80, ">="),
        ("Aantal klachten", None, "baseline", 2021, 1204, "="),
        ("Aantal klachten", None, "current", 2023, None, "nb"),
        ("Aantal klachten", None, "target", 2025, None, "text"),
    ],
    "p50400": [
        ("Ziekteverzuim", "%", "current", 2023, 5.9, "="),
        ("Ziekteverzuim", "%", "current", 2024, 6.1, "="),
        ("Ziekteverzuim", "%", "target", 2026, 5.5, "="),
        ("Ziekteverzuim", "%", "target", 2030, 5, "<"),
    ],
    "p48010": [
        ("Gebouwen met label A", "%", "baseline", 2022, 41.5, "="),
        ("Gebouwen met label A", "%", "current", 2024, 44, "="),
        ("Gebouwen met label A", "%", "target", 2026, 50, ">="),
    ],
    "p3050": [
        ("Reistijd op de hoofdroutes", None, "baseline", 2014, 14, "="),
        ("Reistijd op de hoofdroutes", None, "target", 2016, 13, "<="),
        ("Aandeel fiets", "%", "baseline", None, 49, "="),
        ("Aandeel fiets", "%", "target", 2016, 50, "="),
        ("ongevallen", None, "baseline", 2014, 120, "="),
        ("doden", None, "baseline", 2014, 3, "="),
        ("ongevallen", None, "target", 2016, 110, "<="),
        ("doden", None, "target", 2016, 0, "="),
    ],
    "p4200": [
        ("Waardering schoon", None, "baseline", 2013, 6.8, "="),
        ("Waardering schoon", None, "target", 2015, 7, "="),
        ("Waardering schoon", None, "current", 2015, 7.1, "="),
        ("Hoeveelheid zwerfafval", None, "baseline", None, None, "dash"),
        ("Hoeveelheid zwerfafval", None, "target", 2015, None, "dash"),
        ("Hoeveelheid zwerfafval", None, "current", 2015, None, "nb"),
        ("Woninginbraken", None, "baseline", 2013, 583, "="),
        ("Woninginbraken", None, "target", 2015, 533, "<="),
        ("Woninginbraken", None, "current", 2015, 520, "="),
    ],
    "p1720": [
        ("a. Aantal sociale huurwoningen", None, "baseline", None, 13500, "="),
        ("b. Wachttijd", None, "baseline", None, 4.5, "="),
        ("a. Aantal sociale huurwoningen", None, "target", 2014, 13600, "="),
        ("b. Wachttijd", None, "target", 2014, 4, "="),
        ("a. Aantal sociale huurwoningen", None, "current", 2014, 13650, "="),
        ("b. Wachttijd", None, "current", 2014, 4.2, "="),
    ],
    "p3060": [
        ("Voortijdig schoolverlaters", "%", "baseline", 2014, 2.1, "="),
        ("Voortijdig schoolverlaters", "%", "target", 2016, 1.9, "<="),
        ("Bereik voorscholen", "%", "baseline", None, 85, "="),
        ("Bereik voorscholen", "%", "target", 2016, 90, ">="),
    ],
}
