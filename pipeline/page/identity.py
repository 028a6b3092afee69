"""One read page -> Page: its publication, its place, its goals and its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pipeline.contents import Contents, Numbered, contents
from pipeline.dutch.codes import code_from_slug, find_ambitie
from pipeline.model import (
    Document,
    Finding,
    GoalRef,
    Heading,
    Page,
    PageKind,
    Paragraph,
    Publication,
    Section,
    SectionKind,
    Source,
)
from pipeline.page.address import Address, ascii_slug, merge, page_url, parse_address
from pipeline.page.beside import begins_beside
from pipeline.page.breadcrumb import Place, find_place
from pipeline.page.doubts import (
    missing_code,
    parts_hidden,
    parts_together,
    parts_without_text,
    unknown_template,
    year_conflicts,
)
from pipeline.page.goals import code_findings, goal_text, listed_goals
from pipeline.page.kinds import find_kind, labels_on
from pipeline.page.labels import find_label
from pipeline.page.names import find_name, is_aside, is_word_paragraaf, page_title
from pipeline.page.publications import find_publication
from pipeline.page.repeated import without_repeated
from pipeline.page.sections import Plan, build_sections
from pipeline.page.stamps import read_stamps
from pipeline.page.streefdoelen import PageGoals, find_streefdoel_goals
from pipeline.page.titles import (
    TitleLine,
    find_late_title,
    find_only_title,
    find_title,
    find_title_of_slug,
    read_title,
)
from pipeline.page.told_goals import told_beside, told_goals

_PROGRAMME_PAGE = re.compile(
    r"^(?:beleid|doelstellingen|samenvatting|financi[a-z-]+|budget|baten-en-lasten)-p(\d{1,2})$"
)


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes of a page, slug before title."""

    slug_kind: str | None
    goal: str | None
    slug_goal: str | None
    ambition: str | None
    ambition_text: str | None
    place: Place
    printed_programme: str | None  # code, only where it is printed


def _address(source: Source, document: Document) -> Address:
    in_warc = source.media == "warc" and source.url is not None
    places = [None if in_warc else source.path, source.url, document.canonical]
    return merge([parse_address(place) for place in places if place])


def _codes(title: TitleLine | None, document: Document, slug: str | None, aside: bool, year: int) -> _Codes:
    slug_kind, slug_code = (code_from_slug(slug) if slug else None) or (None, None)
    if slug_kind is None and slug and (numbered := _PROGRAMME_PAGE.match(slug)):
        slug_kind, slug_code = "programma", numbered[1]
    if title is None and slug_kind is None and document.title:
        title = read_title(0, document.title.partition(" - ")[0].partition(" | ")[0])
    slug_goal = slug_code if slug_kind == "doel" else None
    goal = slug_goal or (title.code if title and title.kind == "goal" else None)
    titled_ambition = title.of("ambition") if title else None
    ambition = titled_ambition.code if titled_ambition else slug_code if slug_kind == "ambitie" and not goal else None
    sentence = titled_ambition.text if titled_ambition else None
    if goal and ambition is None:
        ambition, sentence = next(filter(None, map(find_ambitie, document.breadcrumb)), (None, None))
    place = find_place(document.breadcrumb, year)
    if aside:  # the number of a paragraaf is no programme's, nor is the programme of what it is about its own
        return _Codes(None, goal, slug_goal, ambition, sentence or None, Place(place.domain), None)
    if place.programme_code is None and title and (programme := title.of("programme")):
        place = Place(place.domain, programme.code, programme.text)
    printed = place.programme_code
    if place.programme_code is None:
        deduced = (goal or ambition or "").partition(".")[0] or (slug_code if slug_kind == "programma" else None)
        place = Place(place.domain, deduced or None, place.programme)
    return _Codes(slug_kind, goal, slug_goal, ambition, sentence or None, place, printed)


def _kind(codes: _Codes, title: TitleLine | None, goals: PageGoals, slug: str | None, shown: _Shown) -> PageKind:
    if codes.goal or goals.goals:
        return "goal"
    if codes.ambition:
        return "ambition"
    found = find_kind(slug, shown.titles, shown.content)
    if found != "finance" and title is not None and title.kind == "programme":
        return "programme"
    if found == "other" and codes.place.programme_code is not None:
        return "programme"
    return found


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is printed: the content blocks, and the title with the breadcrumb's lines."""

    content: Contents
    titles: tuple[str, ...]


def _coded_goal(code: str, title: TitleLine | None, publication: Publication, content: Sequence[Numbered]) -> GoalRef:
    own = title if title is not None and title.kind == "goal" else None
    text = goal_text(own, content)
    number = own.block_no if own and own.block_no else content[0][0] if content else 1
    return GoalRef(f"{publication.publication_id}/{code}", code, text.title, text.statement, number)


def _find_goals(
    codes: _Codes, title: TitleLine | None, publication: Publication, address: Address, content: Contents
) -> PageGoals:
    """Goals of their own page (coded, or those of 2014-2016). Listed goals follow when the kind is known."""
    if codes.goal:
        return PageGoals((_coded_goal(codes.goal, title, publication, content.shown),))
    if codes.ambition:
        return PageGoals()
    place = codes.place
    programme = " ".join(filter(None, (place.programme_code, place.programme))) or None
    page = f"p{address.number}" if address.number is not None else ascii_slug(address.slug or "") or "pagina"
    block = title.block_no if title is not None else None
    return find_streefdoel_goals(content, publication.publication_id, programme, page, block)


def _tab(slug: str | None, content: Contents) -> SectionKind | None:
    """The part of a goal that a page of its own tells, where only the address names it: below the title of
    begroting-2019 p15940 (`activiteiten`) stands no label."""
    label = find_label(slug.replace("-", " ")) if slug else None
    if label is None or label.prose or any(other.kind == label.kind for other in labels_on(content.texts)):
        return None
    return label.kind


def _plan(
    kind: PageKind,
    title: TitleLine | None,
    name: Numbered | None,
    codes: _Codes,
    goals: PageGoals,
    tab: SectionKind | None,
    content: Sequence[Numbered],
) -> Plan:
    coded = codes.goal is not None or codes.ambition is not None or (title is not None and title.kind == "programme")
    told = bool(goals.goals) and goals.goals[0].goal_code is not None
    coded = coded or told
    described = kind in ("goal", "ambition") or (kind == "programme" and coded)
    title_block = title.block_no if title is not None and title.block_no else name[0] if name is not None else None
    default = {"finance": "financial_overview", "deviations": "deviations", "indicators": "indicators"}
    own: SectionKind = tab or "description" if described else default.get(kind, "other")  # type: ignore[assignment]
    return Plan(
        goals=goals if goals.at or not codes.goal else PageGoals(),
        title_block=title_block,
        above_title=frozenset(line.block_no for line in title.above) if title is not None else frozenset(),
        default=own,
        above="other" if codes.goal and title is not None and title.block_no else own,
        coded=coded and not (goals.goals and not told),
        strict=kind in ("goal", "ambition") or (kind == "programme" and coded),
        listing=kind in ("ambition", "programme"),
        goal_id=goals.goals[0].goal_id if codes.goal else None,
        statement=goals.goals[0].statement if codes.goal else None,
        beside=begins_beside(content, codes.goal, goals.goals[0].block_no) if codes.goal else None,
    )


def _page_id(publication: Publication, address: Address, source: Source) -> str:
    if address.number is not None:
        return f"{publication.publication_id}/p{address.number}"
    stem = ascii_slug(address.slug or PurePosixPath(source.path).stem) or "page"
    return f"{publication.publication_id}/{stem}"


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the page is about, once publication and address are known."""

    kind: PageKind
    title: str | None
    codes: _Codes
    goals: tuple[GoalRef, ...]
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]


def _subject(publication: Publication, address: Address, document: Document) -> _Subject:
    printed = contents(document)
    content = printed.shown
    slug_kind, slug_code = (code_from_slug(address.slug) if address.slug else None) or (None, None)
    title = find_title(content, slug_kind)
    if title is None and slug_kind == "doel" and slug_code:
        title = find_late_title(content, slug_code) or find_title_of_slug(content, address.slug or "", slug_code)
    if title is None:
        title = find_only_title(content, slug_kind, slug_code)
    told = told_goals(content, publication.publication_id) if slug_kind not in ("doel", "ambitie") else PageGoals()
    if told.goals and title is not None and title.kind != "programme":
        title = title.of("programme")
    aside = not told.goals and is_aside(title, slug_kind, document, content)
    title = None if aside else title
    codes = _codes(title, document, address.slug, aside, publication.report_year)
    named = content[1:] if aside and is_word_paragraaf(content[0]) else content
    name = find_name(named, address.slug, document.breadcrumb) if title is None else None
    titled = page_title(title, name, named, document.breadcrumb)
    shown = _Shown(printed, tuple(filter(None, (titled, *document.breadcrumb))))
    goals = told if told.goals else _find_goals(codes, title, publication, address, printed)
    if codes.slug_goal:
        beside = told_beside(content, publication.publication_id, goals.goals[0])
        goals, title = (beside, _own_title(title, beside.goals[0], content)) if beside.goals else (goals, title)
    kind = _kind(codes, title, goals, address.slug, shown)
    tab = _tab(address.slug, printed) if kind == "goal" and codes.goal else None
    sections, unknown = build_sections(_plan(kind, title, name, codes, goals, tab, content), printed)
    listed = listed_goals(content, publication.publication_id, codes.goal) if kind in ("ambition", "programme") else ()
    findings = (
        *code_findings(title, codes.slug_goal, codes.printed_programme),
        *missing_code(kind, content),
        *parts_together(kind, content),
        *((*parts_without_text(sections), *parts_hidden(sections, printed)) if kind == "goal" else ()),
        *(() if aside else unknown_template(publication, kind, printed, document.breadcrumb)),
        *year_conflicts(publication, printed),
        *unknown,
    )
    return _Subject(kind, titled, codes, (*goals.goals, *listed), sections, findings)


def _own_title(title: TitleLine | None, goal: GoalRef, content: Sequence[Numbered]) -> TitleLine | None:
    """The title of the goal of a page, also where the page opens with another goal."""
    if title is None or title.kind != "goal" or title.code == goal.goal_code:
        return title
    lines = (read_title(number, block.text) for number, block in content if isinstance(block, (Heading, Paragraph)))
    own = next((line for line in lines if line and line.block_no == goal.block_no), None)
    return replace(own, above=title.above) if own else None


def identify(source: Source, document: Document) -> Page:
    """The complete Page of one read document: publication, address, kind, codes, goals, sections, stamps, findings.

    Raises PageRefused for a page that cannot be used: IDENTITY_UNKNOWN, YEAR_RANGE. Findings: IDENTITY_FROM_PAGE,
    IDENTITY_CONFLICT, EDITION_UNKNOWN, NO_BUILD_STAMP, STAMP_INVALID, STAMP_AMBIGUOUS, YEAR_CONFLICT, CODE_FORM,
    CODE_CONFLICT, CODE_PROGRAMME, GOAL_CODE_MISSING, UNKNOWN_TEMPLATE, SECTION_UNKNOWN; the reader's own come first.
    """
    document = without_repeated(document)
    address = _address(source, document)
    publication, found = find_publication(source, document, address.slug)
    subject = _subject(publication, address, document)
    stamps = read_stamps(document, publication.report_year)
    codes = subject.codes
    return Page(
        page_id=_page_id(publication, address, source),
        publication=publication,
        source=source,
        document=document,
        page_kind=subject.kind,
        page_number=address.number,
        slug=address.slug,
        url=page_url(address) or source.url or document.canonical,
        title=subject.title,
        domain=codes.place.domain,
        programme_code=codes.place.programme_code,
        programme=codes.place.programme,
        ambition_code=codes.ambition,
        ambition=codes.ambition_text,
        goal_code=codes.goal,
        breadcrumb=document.breadcrumb,
        goals=subject.goals,
        sections=subject.sections,
        built_at=stamps.built_at,
        exported_at=stamps.exported_at,
        findings=(*document.findings, *found, *stamps.findings, *subject.findings),
    )
