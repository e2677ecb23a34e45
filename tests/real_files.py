#!/usr/bin/env python3
"""Counts of the real files, taken independently of the crate: tests/real_files.rs asserts them.

usage: tests/real_files.py FOLDER    (the folder with the five CSV files)
"""
import csv
import sys

folder = sys.argv[1]


def rows(name, encoding="utf-8-sig"):
    with open(f"{folder}/{name}", encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def urn(text):
    text = text.strip().removesuffix(".0")
    return int(text) if text.isdigit() and text != "999999" else None


accounts = {
    wave: {urn(r["URN"]): float(r["Income"]) for r in rows(f"cfr_financials_{year}.csv") if urn(r["URN"])}
    for wave, year in (("2016", 2014), ("2018", 2017))
}
schools = set(accounts["2016"]) | set(accounts["2018"])
census = {urn(r["URN"]): r for r in rows("england_census.csv") if urn(r["URN"])}
details_rows = rows("school_details_2018.csv", "cp1252")
details = {urn(r["URN"]): r for r in details_rows}

# A key without accounts leads to the first school that a pair of URNs joins it to, over up to three steps.
alias = {}
pairs = [(urn(r["URN"]), urn(r["Other URN"])) for r in details_rows if r["Other URN"] and urn(r["Other URN"])]
apart = joined = 0
for _ in range(3):
    for a, b in pairs:
        if a in schools and b in schools:
            both = any(a in accounts[w] and b in accounts[w] for w in accounts)
            apart, joined = apart + both, joined + (not both)
        elif a in schools:
            alias.setdefault(b, a)
        elif b in schools:
            alias.setdefault(a, b)
        elif a in alias:
            alias.setdefault(b, alias[a])
        elif b in alias:
            alias.setdefault(a, alias[b])
by_other = {}
for key, school in alias.items():
    by_other.setdefault(school, []).append(key)


def row_of(table, school):
    """The school's own row, else the first in the file under another of its URNs."""
    if school in table:
        return table[school]
    others = [key for key in table if key in alias and alias[key] == school] if school in by_other else []
    return table[others[0]] if others else None


def state_primary(school):
    kept = row_of(census, school)
    if kept:
        return "primary" in kept["SCHOOLTYPE"]
    kept = row_of(details, school)
    if kept is None:
        return True
    kind = kept["Type"].lower()
    if any(word in kind for word in ("independent", "special", "college")):
        return False
    return kept["Primary"] == "1" and kept["Secondary"] != "1"


def is_number(text):
    return text.strip().replace(".", "", 1).isdigit()


inside = {school for school in schools if state_primary(school)}
print("pairs joined, apart:", joined, apart)
print("schools", len(schools), "inside", len(inside), "aside", len(schools) - len(inside))
first, second = (set(accounts[w]) & inside for w in ("2016", "2018"))
print("both", len(first & second), "first only", len(first - second), "second only", len(second - first))
for wave, present in (("2016", first), ("2018", second)):
    pupils = grades = every = 0
    for school in present:
        a, b = row_of(census, school), row_of(details, school)
        has_pupils = a is not None and is_number(a["NOR"])
        has_grade = b is not None and b["Rating"].strip() != ""
        pupils, grades, every = pupils + has_pupils, grades + has_grade, every + (has_pupils and has_grade)
    total = sum(accounts[wave][school] for school in present)
    print(wave, "schools", len(present), "income", f"{total:.2f}", "pupils", pupils, "grades", grades, "all three", every)
known = lambda table: sum(1 for key in table if key in schools or key in alias)
print("census rows not linked", len(census) - known(census), "details rows not linked", len(details) - known(details))
