package dev.pullcord.redis;

import dev.pullcord.intake.Body;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.EventCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Says of one account whatever can be said, of as many sorts and by as many people as there can be, with the longest ids. */
final class Adversary {
    private static final String PAD = "-".repeat(256); // ids have up to 256 bytes

    private final Subject hot;
    private final Random random = new Random(11);
    private Instant now;

    /** @param hot whom it is about */
    Adversary(Subject hot, Instant start) {
        this.hot = hot;
        this.now = start;
    }

    /** For up to a minute. */
    void waits() {
        now = now.plusSeconds(random.nextInt(60));
    }

    Instant now() {
        return now;
    }

    Event event(int n, Body body) {
        return EventCodec.event("event-" + n, "/adversary", now, body);
    }

    Event flag(int n) {
        Reason[] reasons = Reason.values();
        return event(
                n,
                new Report(
                        Report.Kind.FLAG,
                        Optional.of(new Meeting(
                                meeting(n), Optional.empty(), Optional.of("t".repeat(500)), Optional.empty())),
                        Optional.of(party("r" + n)),
                        Optional.of(
                                new Party(Optional.of(hot.id()), Optional.empty(), Optional.empty(), Optional.empty())),
                        Optional.of(reasons[n / 4 % reasons.length]),
                        n % 3 == 0,
                        n % 5 == 0,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(id("e1"), id("e2"), id("e3")),
                        List.of(),
                        false));
    }

    private static Party party(String name) {
        return new Party(
                Optional.of(id(name)), Optional.of(id("p" + name)), Optional.empty(), Optional.of("r".repeat(64)));
    }

    Event observation(int n) {
        Observation.Kind[] kinds = Observation.Kind.values();
        Observation.Kind kind = kinds[n / 4 % kinds.length];
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "deviceHash",
                id("d" + n),
                "networkHash",
                id("n" + n),
                "handleHash",
                id("h" + n),
                "class",
                n % 3 == 0 ? "tor" : "vpn",
                "count",
                99L,
                "recipients",
                99L,
                "similarity",
                0.9,
                "group",
                "abuse",
                "verdict",
                n % 2 == 0 ? "right" : "wrong"));
        attributes.putAll(Map.of(
                "published",
                true,
                "restricted",
                true,
                "hosted",
                true,
                "paid",
                true,
                "seconds",
                600L,
                "noticeSeconds",
                60L));
        attributes.put("domainClass", "messenger");
        attributes.put("ageBand", "adult");
        attributes.put("counterpartyAgeBand", "minor");
        boolean theirs = n % 8 == 3 && kind.isOffered();
        String other = id("c" + n % 3_000);
        return event(
                n,
                new Observation(
                        theirs ? other : hot.id(),
                        kind,
                        Optional.of(new Meeting(meeting(n), Optional.empty(), Optional.empty(), Optional.empty())),
                        Optional.of(theirs ? hot.id() : other),
                        Optional.of(new Observation.Amount(100 + n % 5_000, n % 2 == 0 ? "EUR" : "AUD")),
                        attributes));
    }

    /** One meeting has ever new people; of the others the account joins a new one each time. */
    MeetingEvent change(int n) {
        boolean crowd = crowded(n);
        return new MeetingEvent(
                n % 24 == 2 ? MeetingEvent.Kind.LEFT : MeetingEvent.Kind.JOINED,
                new Meeting(meeting(n), Optional.empty(), Optional.of("t".repeat(500)), Optional.empty()),
                Optional.of(
                        crowd
                                ? party("m" + n)
                                : new Party(
                                        Optional.of(hot.id()),
                                        Optional.of(id("p")),
                                        Optional.empty(),
                                        Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }

    static String meeting(int n) {
        return crowded(n) ? id("crowd") : id("m" + n);
    }

    /** Until 1500 people have come, half as many again as a roster takes. */
    private static boolean crowded(int n) {
        return n % 8 == 2 && n < 12_000;
    }

    /** As long as an id can be. */
    static String id(String name) {
        return name + PAD.substring(name.length());
    }
}
