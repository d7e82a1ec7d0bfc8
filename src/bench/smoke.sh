#!/bin/sh
# The main job in small against a running service, whatever it runs in: data set in, model trained, prediction out.
#
#   src/bench/smoke.sh <base url> [<API key>]
set -eu

base=${1:?the base url of the service is needed}
key=${2:-none}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

call() {
  curl -sS --fail-with-body --max-time 30 -H "X-API-Key: $key" "$@"
}

awk 'BEGIN { srand(7); print "age,hours,income"
  for (i = 0; i < 2000; i++) { a = 18 + int(50 * rand()); h = 10 + int(50 * rand())
    print a "," h "," (a + h + 20 * rand() > 90 ? "high" : "low") } }' > "$work/people.csv"

call "$base/api/datasets" -F "file=@$work/people.csv" -F name=smoke > "$work/answer"
job=$(call "$base/api/train-jobs" -H 'Content-Type: application/json' \
  -d '{"model": "smoke", "dataset": {"name": "smoke"}, "target": "income", "epochs": 5}' | sed 's/^{"id":"\([^"]*\)".*/\1/')

state=queued
seconds=0
until [ "$state" = succeeded ]; do
  call "$base/api/train-jobs/$job" > "$work/job"
  state=$(sed 's/.*"model":"smoke","state":"\([a-z]*\)".*/\1/' "$work/job")
  case $state in failed | cancelled) cat "$work/job"; exit 1 ;; esac
  if [ "$seconds" -ge 120 ]; then echo "the train job is still $state after two minutes"; exit 1; fi
  sleep 1
  seconds=$((seconds + 1))
done
curl -sS --retry 20 --retry-delay 1 --retry-all-errors --fail -o "$work/ready" -H "X-API-Key: $key" "$base/v2/models/smoke/ready"
call "$base/v1/models/smoke:predict" -H 'Content-Type: application/json' \
  -d '{"instances": [{"age": 66, "hours": 58}, {"age": 18, "hours": 10}]}' > "$work/predictions"
if ! grep -q '"label":"high".*"label":"low"' "$work/predictions"; then
  echo "not what the data say: $(cat "$work/predictions")"
  exit 1
fi
echo "a data set, a train job and predictions over HTTP: as they should be, the job within $seconds s"
