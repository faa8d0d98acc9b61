#!/usr/bin/env bash
# Stops what up.sh started: down.sh <directory>
dir=$1
for pid in "$dir"/run/*.pid; do [[ -s $pid ]] && kill "$(cat "$pid")" 2>/dev/null; done
for _ in $(seq 40); do pgrep -f "$dir/ceph.conf" >/dev/null || break; sleep 0.1; done
rm -rf "$dir"
