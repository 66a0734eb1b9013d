package dev.pullcord.intake;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rosters that forget with their process. Runs the same {@link RostersContract} as those in Redis. */
public final class InMemoryRosters implements Rosters {
    private static final class Kept {
        String applied = LogIds.START;
        Optional<String> title = Optional.empty();
        Optional<Instant> started = Optional.empty();
        Optional<Instant> ended = Optional.empty();
        final Map<String, Member> members = new LinkedHashMap<>();
    }

    private final Map<String, Kept> meetings = new HashMap<>();

    @Override
    public synchronized CompletionStage<Optional<Roster>> find(Platform platform, String meetingId) {
        return CompletableFuture.completedFuture(Optional.ofNullable(meetings.get(meetingId))
                .map(k -> new Roster(meetingId, k.title, k.started, k.ended, List.copyOf(k.members.values()))));
    }

    @Override
    public synchronized CompletionStage<Void> apply(Partition partition, String meetingId, List<LoggedEvent> events) {
        Kept kept = meetings.computeIfAbsent(meetingId, id -> new Kept());
        for (LoggedEvent logged : events) {
            if (LogIds.compare(logged.logId(), kept.applied) > 0) {
                kept.applied = logged.logId();
                apply(kept, (MeetingEvent) logged.event().body(), logged.event().time());
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    private static void apply(Kept kept, MeetingEvent event, Instant at) {
        kept.title = event.meeting().title().or(() -> kept.title);
        if (event.kind() == MeetingEvent.Kind.STARTED) {
            kept.started = Optional.of(at);
            kept.ended = kept.ended.filter(end -> !end.isBefore(at));
        }
        if (event.kind() == MeetingEvent.Kind.ENDED) {
            kept.ended = Optional.of(at);
        }
        event.participant().ifPresent(party -> {
            String id = party.participantId().or(party::accountId).orElse("");
            Member before = kept.members.get(id);
            if (before != null || kept.members.size() < 1_000) {
                kept.members.put(id, member(id, before, party, event.kind(), at));
            }
        });
    }

    private static Member member(String id, Member before, Party party, MeetingEvent.Kind kind, Instant at) {
        Member known = before != null
                ? before
                : new Member(id, party.accountId(), party.role(), Optional.empty(), Optional.empty(), false);
        boolean joins = kind == MeetingEvent.Kind.JOINED;
        boolean goes = kind == MeetingEvent.Kind.LEFT || kind == MeetingEvent.Kind.REMOVED;
        return new Member(
                id,
                party.accountId().or(known::accountId),
                party.role().or(known::role),
                joins ? Optional.of(at) : known.joinedAt(),
                joins ? Optional.empty() : goes ? Optional.of(at) : known.leftAt(),
                kind == MeetingEvent.Kind.REMOVED || (!joins && known.removed()));
    }
}
