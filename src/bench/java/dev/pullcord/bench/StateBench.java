package dev.pullcord.bench;

import dev.pullcord.intake.Event;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskModel;
import dev.pullcord.risk.RiskState;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.StoredJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is remembered of an account, in bytes of the JSON that Redis keeps: of ordinary ones, of busy ones, and of the busiest. */
@Command(
        name = "state",
        description = "Measure what is remembered of an account, by how many events it has.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class StateBench implements Callable<Integer> {
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Partition PARTITION = new Partition("acme", 0);
    private static final Reason[] REASONS = Reason.values();
    private static final Observation.Kind[] KINDS = Observation.Kind.values();
    private static final int BATCH = 256;

    @Option(names = "--accounts", paramLabel = "N", description = "ordinary ones, 1 to 5 events (${DEFAULT-VALUE})")
    int accounts = 1_000_000;

    @Option(names = "--hot", paramLabel = "N", description = "busy ones (${DEFAULT-VALUE})")
    int hot = 10_000;

    @Option(names = "--hot-events", paramLabel = "N", description = "of each of them (${DEFAULT-VALUE})")
    int hotEvents = 2_000;

    @Option(names = "--busiest", paramLabel = "N", description = "events of one account (${DEFAULT-VALUE})")
    int busiest = 1_000_000;

    @Spec
    private CommandSpec spec;

    private final RiskModel model = new RiskModel(PolicyCodec.defaults().risk());
    private final Random random = new Random(7);
    private long sequence;

    @Override
    public Integer call() {
        Histogram ordinary = new Histogram(3);
        for (int i = 0; i < accounts; i++) {
            ordinary.recordValue(bytes(grown(RiskState.EMPTY, 1 + random.nextInt(5))));
        }
        say(accounts + " accounts of 1 to 5 events", ordinary);
        Histogram half = new Histogram(3);
        Histogram whole = new Histogram(3);
        for (int i = 0; i < hot; i++) {
            RiskState state = grown(RiskState.EMPTY, hotEvents / 2);
            half.recordValue(bytes(state));
            whole.recordValue(bytes(grown(state, hotEvents - hotEvents / 2)));
        }
        say(hot + " accounts after " + hotEvents / 2 + " events", half);
        say(hot + " accounts after " + hotEvents + " events", whole);
        RiskState one = RiskState.EMPTY;
        int worst = 0;
        for (int tenth = 1; tenth <= 10; tenth++) {
            one = grown(one, busiest / 10);
            worst = Math.max(worst, bytes(one));
            say(String.format(
                    Locale.ROOT, "one account after %,d events: %,d bytes", tenth * (busiest / 10L), bytes(one)));
        }
        long most = Math.max(worst, Math.max(whole.getMaxValue(), ordinary.getMaxValue()));
        boolean held = most <= RiskState.MOST_BYTES * 1.002; // a histogram rounds
        say("the most is " + most + " bytes, the bound " + RiskState.MOST_BYTES + (held ? "" : ": BROKEN"));
        return held ? 0 : 1;
    }

    private RiskState grown(RiskState state, int events) {
        RiskState now = state;
        for (int done = 0; done < events; done += BATCH) {
            List<LoggedEvent> batch = new ArrayList<>();
            for (int i = done; i < Math.min(events, done + BATCH); i++) {
                batch.add(next());
            }
            now = model.fold(now, batch);
        }
        return now;
    }

    /** Of any sort, by one of fifty thousand people. */
    private LoggedEvent next() {
        String who = "somebody-" + random.nextInt(50_000);
        Instant at = START.plusSeconds(20 * ++sequence % 20_000_000);
        Meeting meeting =
                new Meeting("m" + random.nextInt(50_000), Optional.empty(), Optional.empty(), Optional.empty());
        boolean report = random.nextInt(4) == 0;
        return new LoggedEvent(
                PARTITION,
                at.toEpochMilli() + "-" + sequence,
                at,
                "receipt",
                Subject.account("anna"),
                Optional.empty(),
                Optional.empty(),
                new Event("e", "/invented", at, report ? flag(who, meeting) : seen(who, meeting), "{}"));
    }

    private Report flag(String who, Meeting meeting) {
        return new Report(
                Report.Kind.FLAG,
                Optional.of(meeting),
                Optional.of(new Party(Optional.of(who), Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.of(REASONS[random.nextInt(REASONS.length)]),
                false,
                random.nextInt(9) == 0,
                Optional.empty(),
                Optional.empty(),
                List.of("w1", "w2", "w3"),
                List.of(),
                false);
    }

    private Observation seen(String who, Meeting meeting) {
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "deviceHash",
                "d" + random.nextInt(50),
                "networkHash",
                "n" + random.nextInt(50),
                "class",
                random.nextBoolean() ? "vpn" : "tor",
                "count",
                99L,
                "recipients",
                99L,
                "similarity",
                0.9,
                "domainClass",
                "messenger",
                "group",
                "abuse",
                "verdict",
                random.nextBoolean() ? "right" : "wrong",
                "seconds",
                600L));
        attributes.putAll(Map.of("published", true, "restricted", true, "hosted", true, "paid", true));
        attributes.putAll(Map.of("ageBand", "adult", "counterpartyAgeBand", "minor", "noticeSeconds", 60L));
        boolean theirs = random.nextInt(3) == 0;
        return new Observation(
                theirs ? who : "anna",
                KINDS[random.nextInt(KINDS.length)],
                Optional.of(meeting),
                Optional.of(theirs ? "anna" : who),
                Optional.of(new Observation.Amount(1L + random.nextInt(5000), random.nextBoolean() ? "EUR" : "AUD")),
                attributes);
    }

    private static int bytes(RiskState state) {
        return StoredJson.write(state).getBytes(StandardCharsets.UTF_8).length;
    }

    private void say(String what, Histogram bytes) {
        say(String.format(
                Locale.ROOT,
                "%s: bytes of each, mean %.0f, half at most %d, 99 of 100 %d, all %d",
                what,
                bytes.getMean(),
                bytes.getValueAtPercentile(50),
                bytes.getValueAtPercentile(99),
                bytes.getMaxValue()));
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
