#!/usr/bin/env python3
"""How long pabutools takes for a file by the Method of Equal Shares with add-1, and whom it chooses.

    python tests/tally/shares.py FILE

Prints one JSON object: the seconds for reading the file, for putting equal papers together (the quickest way that
pabutools has; without it a city takes minutes) and for counting, and the winners in order. Starting Python and loading
pabutools is in none of them.
"""

import json
import sys
import time

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares


def timed(work):
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


(instance, profile), read = timed(lambda: parse_pabulib(sys.argv[1]))
papers, merge = timed(profile.as_multiprofile)
chosen, count = timed(lambda: method_of_equal_shares(instance, papers, Cost_Sat, voter_budget_increment=1))
print(json.dumps({"read": read, "merge": merge, "count": count, "winners": [project.name for project in chosen]}))
