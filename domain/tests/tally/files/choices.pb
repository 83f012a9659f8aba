META
key;value
description;Three projects of a made-up village
country;China
unit;Village
instance;2026
num_projects;3
num_votes;4
budget;1000,50
vote_type;approval
rule;greedy
min_length;1
max_length;2
PROJECTS
project_id;cost;votes;name;selected
bench;600.25;3;"A ""good"" bench; with a back";1
lamp;500;2;Lamp;0
tree/1;400,25;1;树;1
VOTES
voter_id;vote;age
1;bench,lamp;70
2;bench;
3;lamp, bench;33
4;tree/1;8
