#!/bin/sh
# Sends malformed uploads to a running service and prints its resident memory before and after, which shows whether
# refusing leaks native memory.
#
#   src/bench/malformed.sh [base url] [process id of the service] [number of uploads]
set -eu

base=${1:-http://localhost:8080}
pid=${2:?the process id of the service is needed to read its memory}
uploads=${3:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '' > "$work/0.csv"
printf 'a,b,c\n' > "$work/1.csv"
printf 'a,b\n1,2\n3\n' > "$work/2.csv"
printf 'a,b\n1,"x\n2,y\n' > "$work/3.csv"
printf 'a,a\n1,2\n' > "$work/4.csv"
printf 'a,b\n1,\001\n' > "$work/5.csv"
printf 'PAR1 cut off' > "$work/6.parquet"
printf 'PAR1%0200dPAR1' 7 > "$work/7.parquet"
printf '{"a": 1}\n{"a": \n' > "$work/8.jsonl"
printf '{"a": {"b": 1}}\n' > "$work/9.jsonl"

resident() {
  awk '/^VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status"
}

send() {
  curl -s -o /dev/null -w '%{http_code}\n' --max-time 30 -F "file=@$(ls "$work/$(($1 % 10))".*)" "$base/api/datasets"
}

# The first ones load classes and code that stay; they are no leak.
i=0
while [ "$i" -lt 50 ]; do
  send "$i" > /dev/null
  i=$((i + 1))
done

before=$(resident)
i=0
while [ "$i" -lt "$uploads" ]; do
  send "$i"
  i=$((i + 1))
done | sort | uniq -c | sed 's/^ *//; s/^\([0-9]*\) \([0-9]*\)$/\1 answers with status \2/'
echo "resident MiB before: $before, after $uploads malformed uploads: $(resident)"
