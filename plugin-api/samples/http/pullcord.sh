#!/bin/sh
# Pullcord from a shell, by curl: tell, and ask.
set -eu
case $1 in
    tell) # curl tries again by itself, with the same id
        id=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
        curl -sS --fail-with-body --max-time 5 --retry 5 --retry-connrefused "$PULLCORD_URL/v1/events" \
            -H "Authorization: Bearer $PULLCORD_KEY" -H 'Content-Type: application/cloudevents+json' \
            -d "{\"specversion\":\"1.0\",\"id\":\"$id\",\"source\":\"/calls\",\"type\":\"dev.pullcord.report.flagged.v1\",\"data\":$2}"
        ;;
    ask) # where nobody can be asked, the answer is yes; or make it no. A key that is not taken (401, 403) is told on standard error
        curl -sS --fail --max-time 2 -G "$PULLCORD_URL/v1/standing" --data-urlencode "account=$2" \
            -H "Authorization: Bearer $PULLCORD_KEY" -H 'Accept: application/json; profile="access"' \
            | grep -q '"access":false' && echo no || echo yes
        ;;
esac
