#!/usr/bin/env python3
"""Holds `huisheng tally` against two programs of the research community, on random elections with many ties.

    python3 -m venv target/tally
    target/tally/bin/pip install -r tests/tally/requirements.txt
    target/tally/bin/python tests/tally/compare.py [--huisheng target/release/huisheng] [--seed 2026]

`pref_voting` counts 5,000 profiles by plurality, approval, score, instant run-off, Schulze and STV (Scottish), and
`pabutools` 500 budgets by the Method of Equal Shares, plain and with add-1. Every profile is written as a file that
huisheng reads. The seed is fixed, so everybody sees the same elections. It ends with 1 if any count differs.

How results are compared
  Where pref_voting gives everybody who is tied for the first place, the winner here must be the first of them in the
  order of the list, and the account must name exactly those as equal. Instant run-off is given the list as its order of
  ties; STV gets, in the place of its random lot, the lot that huisheng's order is. Schulze is asked for winning votes as
  strength (its default, margins, differs where papers leave somebody out). Equal Shares must agree to the order in
  which projects are bought.

Where the two would differ, and why
  stv: lot          Of several who are equal now, some may have been equal at every stage and lowest at one. The lot
                    decides between these here; pref_voting draws it among all who are equal now. So the lot that it is
                    given looks back first. (Without that 3 of 5,000 counts differ.)
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from pabutools.election import Cost_Sat
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import method_of_equal_shares
from pref_voting.grade_methods import approval, score_voting
from pref_voting.grade_profiles import GradeProfile
from pref_voting.iterative_methods import instant_runoff_tb
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_scottish
from pref_voting.scoring_methods import plurality


def tally(program, text, suffix, rule, *more):
    """What huisheng makes of a file with this text."""
    with tempfile.NamedTemporaryFile("w", suffix=suffix) as file:
        file.write(text)
        file.flush()
        done = subprocess.run(
            [program, "tally", file.name, "--rule", rule, "--json", *more], capture_output=True, text=True
        )
    if done.returncode != 0:
        sys.exit(f"huisheng could not count by {rule}: {done.stderr}\n{text}")
    return json.loads(done.stdout)


def equals(result):
    """Those whom the account names as equal for the last place that was given."""
    ties = [step["among"] for step in result["account"] if step["step"] == "tied"]
    return sorted(ties[-1], key=int) if ties else result["winners"]


# --- rankings ---------------------------------------------------------------------------------------------------------


def random_rankings(rng, ties):
    """Papers of 2 to 6 candidates, few enough for many ties; some rank not everybody."""
    candidates = rng.randint(2, 6)
    complete = rng.random() < 0.5
    papers = collections.Counter()
    for _ in range(rng.randint(1, rng.choice([3, 6, 12, 40]))):
        order = rng.sample(range(1, candidates + 1), candidates)
        if not complete:
            order = order[: rng.randint(1, candidates)]
        groups = []
        for candidate in order:
            if ties and groups and rng.random() < 0.3:
                groups[-1].append(candidate)
            else:
                groups.append([candidate])
        papers[tuple(tuple(sorted(group)) for group in groups)] += 1
    return candidates, papers


def preflib(candidates, papers):
    lines = ["# DATA TYPE: toi", f"# NUMBER ALTERNATIVES: {candidates}"]
    for groups, times in papers.items():
        ranks = [str(group[0]) if len(group) == 1 else "{" + ",".join(map(str, group)) + "}" for group in groups]
        lines.append(f"{times}: {','.join(ranks)}")
    return "\n".join(lines) + "\n"


def profile_of(candidates, papers):
    rankings = [{c: rank for rank, group in enumerate(groups, 1) for c in group} for groups in papers]
    return ProfileWithTies(rankings, rcounts=list(papers.values()), candidates=list(range(1, candidates + 1)))


class Lot:
    """In the place of chance: of those who go the last of the list, of those who are elected the first; among those
    alone who are equal at the stage that was looked back to."""

    def choice(self, among):
        count = sys._getframe(1).f_locals
        goes = count.get("elim", 1) is None
        for stage in reversed(count["history"]):
            best = (min if goes else max)(stage.get(candidate, 0.0) for candidate in among)
            among = [candidate for candidate in among if abs(stage.get(candidate, 0.0) - best) < 1e-9]
        return max(among) if goes else min(among)


def compare_rankings(program, rng):
    candidates, papers = random_rankings(rng, ties=False)
    text, profile = preflib(candidates, papers), profile_of(candidates, papers)
    found = []

    firsts = collections.Counter()
    for groups, times in papers.items():
        firsts[groups[0][0]] += times
    strict = all(len(groups) == candidates for groups in papers)
    if strict:
        from pref_voting.profiles import Profile

        orders = [[group[0] - 1 for group in groups] for groups in papers]
        theirs = [c + 1 for c in plurality(Profile(orders, rcounts=list(papers.values())))]
    else:  # pref_voting's plurality takes complete rankings only; the sum is told here.
        theirs = sorted(c for c in range(1, candidates + 1) if firsts[c] == max(firsts.values()))
    found.append(("plurality", first_of(tally(program, text, ".toi", "plurality"), theirs), text))

    ours = tally(program, text, ".toi", "irv")["winners"]
    theirs = instant_runoff_tb(profile, tie_breaker=list(range(candidates, 0, -1)))
    found.append(("irv", ours == [str(c) for c in theirs], text))

    seats = rng.randint(1, candidates)
    ours = tally(program, text, ".toi", "stv", "--seats", str(seats))["winners"]
    agree = sorted(map(int, ours)) == sorted(stv_scottish(profile, num_seats=seats, rng=Lot()))
    found.append(("stv", agree, f"seats {seats}\n{text}"))

    candidates, papers = random_rankings(rng, ties=True)
    text, profile = preflib(candidates, papers), profile_of(candidates, papers)
    profile.use_extended_strict_preference()
    theirs = beat_path(profile, strength_function=profile.support)
    found.append(("schulze", first_of(tally(program, text, ".toi", "schulze"), theirs), text))
    return found


def first_of(result, theirs):
    theirs = [str(c) for c in theirs]
    return result["winners"] == theirs[:1] and equals(result) == theirs


# --- grades -----------------------------------------------------------------------------------------------------------


def compare_grades(program, rng):
    candidates, highest = rng.randint(2, 6), rng.choice([1, 3, 5])
    papers = [
        {c: rng.randint(0, highest) for c in range(1, candidates + 1)}
        for _ in range(rng.randint(1, rng.choice([3, 6, 12, 40])))
    ]
    names = ",".join(str(c) for c in range(1, candidates + 1))
    found = []
    for rule, kind, method, grades in [
        ("approval", "approval", approval, [0, 1]),
        ("score", "points", score_voting, list(range(highest + 1))),
    ]:
        given = [{c: min(grade, max(grades)) for c, grade in paper.items()} for paper in papers]
        rows = [",".join(["x", *(str(grade) if grade else "" for grade in paper.values())]) for paper in given]
        text = "\n".join([f"kind,{kind}", f"paper,{names}", *rows]) + "\n"
        theirs = method(GradeProfile(given, grades, candidates=list(range(1, candidates + 1))))
        found.append((rule, first_of(tally(program, text, ".csv", rule), theirs), text))
    return found


# --- budgets ----------------------------------------------------------------------------------------------------------


def compare_budgets(program, rng):
    projects, voters = rng.randint(1, 9), rng.randint(1, rng.choice([4, 12, 60]))
    costs = [rng.randint(1, rng.choice([5, 30, 200])) for _ in range(projects)]
    likes = rng.choice([0.2, 0.5, 0.8])
    papers = [[p for p in range(projects) if rng.random() < likes] for _ in range(voters)]
    rng_budget = rng.randint(1, max(1, sum(costs)))
    lines = ["META", "key;value", f"num_projects;{projects}", f"num_votes;{voters}", f"budget;{rng_budget}"]
    lines += ["vote_type;approval", "rule;equalshares", "PROJECTS", "project_id;cost;name"]
    lines += [f"p{p};{cost};p{p}" for p, cost in enumerate(costs)]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"{v};{','.join(f'p{p}' for p in paper)}" for v, paper in enumerate(papers)]
    text = "\n".join(lines) + "\n"
    instance, profile = parse_pabulib_from_string(text)
    found = []
    for rule, increment in [("equalshares", None), ("equalshares/add1", 1)]:
        theirs = method_of_equal_shares(instance, profile, Cost_Sat, voter_budget_increment=increment)
        ours = tally(program, text, ".pb", rule)
        found.append((rule, ours["winners"] == [p.name for p in theirs], text))
    return found


# --- all --------------------------------------------------------------------------------------------------------------


def one(job):
    compare, program, seed = job
    return compare(program, random.Random(seed))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parents[2]
    built = [root / "target" / profile / "huisheng" for profile in ("release", "debug")]
    parser.add_argument("--huisheng", default=next((str(path) for path in built if path.exists()), "huisheng"))
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--profiles", type=int, default=5_000)
    parser.add_argument("--budgets", type=int, default=500)
    arguments = parser.parse_args()

    jobs = []
    for number in range(arguments.profiles):
        jobs.append((compare_rankings, arguments.huisheng, f"{arguments.seed} rankings {number}"))
        jobs.append((compare_grades, arguments.huisheng, f"{arguments.seed} grades {number}"))
    for number in range(arguments.budgets):
        jobs.append((compare_budgets, arguments.huisheng, f"{arguments.seed} budgets {number}"))

    counts = collections.defaultdict(collections.Counter)
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for job, found in zip(jobs, pool.map(one, jobs, chunksize=20)):
            for rule, agrees, text in found:
                counts[rule]["same" if agrees else "differs"] += 1
                if not agrees and counts[rule]["differs"] <= 3:
                    print(f"--- {rule} differs, {job[2]}\n{text}", file=sys.stderr)
    width = max(map(len, counts))
    for rule, verdicts in counts.items():
        print(f"{rule:{width}}  " + ", ".join(f"{number} {verdict}" for verdict, number in verdicts.most_common()))
    return 1 if any(verdicts["differs"] for verdicts in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
