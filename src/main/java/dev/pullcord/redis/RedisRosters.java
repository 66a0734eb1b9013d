package dev.pullcord.redis;

import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.wire.StoredJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rosters on Redis: a hash for the meeting, a hash for its members. */
public final class RedisRosters implements Rosters {
    private enum Apply {
        APPLIED,
        STALE
    }

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MEMBERS_KEPT = 1_000;

    private final RedisLink link;
    private final Keys keys;
    private final Damage damage;
    private final Script applyRoster;

    RedisRosters(RedisLink link, Keys keys, Damage damage) {
        this.link = link;
        this.damage = damage;
        this.keys = keys;
        this.applyRoster = new Script(link, "apply_roster");
    }

    @Override
    public CompletionStage<Optional<Roster>> find(Platform platform, String meetingId) {
        Partition partition = Subject.meeting(meetingId).partition(platform);
        return link.commands()
                .hgetall(keys.meeting(partition, meetingId))
                .thenCombine(
                        link.commands().hgetall(keys.roster(partition, meetingId)),
                        (meeting, members) -> meeting.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Roster(
                                        meetingId,
                                        Optional.ofNullable(meeting.get("title")),
                                        time(meeting, "started_at_ms"),
                                        time(meeting, "ended_at_ms"),
                                        members.entrySet().stream()
                                                .flatMap(m -> member(m.getKey(), m.getValue()).stream())
                                                .toList())));
    }

    @Override
    public CompletionStage<Void> apply(Partition partition, String meetingId, List<LoggedEvent> events) {
        return Contended.until("a roster", () -> tryApply(partition, meetingId, events))
                .thenAccept(applied -> {});
    }

    private CompletionStage<Optional<Apply>> tryApply(Partition partition, String meetingId, List<LoggedEvent> events) {
        return link.commands()
                .hgetall(keys.meeting(partition, meetingId))
                .thenCombine(link.commands().hgetall(keys.roster(partition, meetingId)), (meeting, members) -> {
                    String applied = meeting.getOrDefault("applied_log_id", "0-0");
                    List<LoggedEvent> fresh = events.stream()
                            .filter(e -> LogIds.compare(e.logId(), applied) > 0)
                            .toList();
                    return fresh.isEmpty() ? List.<String>of() : args(meeting, members, applied, fresh);
                })
                .thenCompose(args -> args.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.of(Apply.APPLIED))
                        : applyRoster
                                .run(
                                        List.of(keys.meeting(partition, meetingId), keys.roster(partition, meetingId)),
                                        args)
                                .thenApply(words -> Optional.of(Script.word(Apply.class, words.get(0)))
                                        .filter(Apply.APPLIED::equals)));
    }

    /** One that cannot be read is as if unseen: its next event says anew who it is. */
    private Optional<Member> member(String digest, String stored) {
        return damage.pass("member", digest, () -> StoredJson.read(stored, Member.class));
    }

    private List<String> args(
            Map<String, String> meeting, Map<String, String> members, String applied, List<LoggedEvent> fresh) {
        Map<String, String> fields = new LinkedHashMap<>();
        long endedAt = Long.parseLong(meeting.getOrDefault("ended_at_ms", "0"));
        Map<String, Member> changed = new LinkedHashMap<>();
        Map<String, String> known = new HashMap<>(members);
        for (LoggedEvent logged : fresh) {
            MeetingEvent event = (MeetingEvent) logged.event().body();
            String at = CaseFields.millis(logged.event().time());
            event.meeting().title().ifPresent(title -> fields.put("title", title));
            switch (event.kind()) {
                case STARTED -> {
                    fields.put("started_at_ms", at);
                    if (logged.event().time().toEpochMilli() > endedAt) { // else the end was told before the start
                        endedAt = 0;
                        fields.put("ended_at_ms", "0");
                    }
                }
                case ENDED -> {
                    endedAt = logged.event().time().toEpochMilli();
                    fields.put("ended_at_ms", at);
                }
                default -> {}
            }
            event.participant().ifPresent(party -> {
                String digest =
                        Keys.digest(party.participantId().or(party::accountId).orElse(""));
                if (known.containsKey(digest) || known.size() < MEMBERS_KEPT) {
                    Member before = Optional.ofNullable(changed.get(digest))
                            .or(() -> Optional.ofNullable(known.get(digest)).flatMap(m -> member(digest, m)))
                            .orElseGet(() -> unseen(party));
                    changed.put(
                            digest,
                            after(before, party, event.kind(), logged.event().time()));
                    known.putIfAbsent(digest, "");
                }
            });
        }
        List<String> args = new ArrayList<>(List.of(
                fresh.get(fresh.size() - 1).logId(),
                applied,
                Long.toString(KEPT.toMillis()),
                Integer.toString(fields.size() * 2)));
        fields.forEach((field, value) -> args.addAll(List.of(field, value)));
        changed.forEach((digest, member) -> args.addAll(List.of(digest, StoredJson.write(member))));
        return args;
    }

    private static Member unseen(Party party) {
        return new Member(
                party.participantId().or(party::accountId).orElse(""),
                party.accountId(),
                party.role(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Member after(Member before, Party party, MeetingEvent.Kind kind, Instant at) {
        Optional<String> account = party.accountId().or(before::accountId);
        Optional<String> role = party.role().or(before::role);
        return switch (kind) {
            case JOINED -> new Member(before.participantId(), account, role, Optional.of(at), Optional.empty(), false);
            case LEFT ->
                new Member(before.participantId(), account, role, before.joinedAt(), Optional.of(at), before.removed());
            case REMOVED -> new Member(before.participantId(), account, role, before.joinedAt(), Optional.of(at), true);
            default ->
                new Member(before.participantId(), account, role, before.joinedAt(), before.leftAt(), before.removed());
        };
    }

    private static Optional<Instant> time(Map<String, String> hash, String field) {
        return Optional.ofNullable(hash.get(field))
                .map(Long::parseLong)
                .filter(ms -> ms != 0)
                .map(Instant::ofEpochMilli);
    }
}
