package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.PolicyPack;
import dev.pullcord.web.Document;
import dev.pullcord.wire.PolicyCodec;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);

    /** To write the page anew: {@code -Dpullcord.write.meters=true}. */
    @Test
    void thePageSaysWhatThereIs() throws IOException {
        Path page = Path.of(System.getProperty("basedir", "src"), "docs", "meters.md");
        if (Boolean.getBoolean("pullcord.write.meters")) {
            Files.writeString(page, written());
        }
        assertThat(page).hasContent(written());
    }

    /** The page's names are made of the same book: what is asked for at a scrape has its unit, too. */
    @Test
    void whatIsAskedForIsCalledAsThePageSays() {
        meters.archive(() -> 7, () -> 9);

        assertThat(registry.scrape()).contains("pullcord_archive_cases 7.0", "pullcord_archive_size_bytes 9.0");
    }

    @Test
    void whateverIsToldTheSeriesStayWithinTheirBounds() {
        for (int i = 0; i < 500; i++) {
            String any = "any-" + i;
            Duration took = Duration.ofMillis(i);
            meters.platformKnown("platform-" + i % 100, any, Map.of("lane-" + i % 50, any));
            meters.actionTried(any, any, took);
            meters.actionTook(any, i);
            meters.contributed(any, i % 2 == 0);
            meters.signalDecided(any, any);
            meters.signalOverturned(any, any);
            meters.archived(any, i);
            meters.noticeTried(any, any, took);
            meters.noticeEnded(any, any);
            meters.requestServed(any, 200 + i, took);
            meters.scriptRan(any, took);
            meters.damaged(any);
            tell(meters.of("platform-" + i % 100), any, "lane-" + i % 50, i);
        }
        tellOfTheNode(meters);
        String scrape = registry.scrape();

        for (MeterEntry meter : MeterEntry.all()) {
            assertThat(series(scrape, meter)).as(meter.meter()).isLessThanOrEqualTo(meter.most());
        }
        assertThat(scrape)
                .contains("pullcord_intake_events_total{kind=\"other\",outcome=\"other\",platform=\"platform-0\"} 5.0")
                .contains("pullcord_intake_events_total{kind=\"other\",outcome=\"other\",platform=\"other\"} 180.0")
                .doesNotContain("any-499");
    }

    /** Whoever finds one on {@code /metrics} reads there what it is. */
    @Test
    void everyMeterSaysWhatItIs() {
        meters.platformKnown("main", "generic", Map.of("other", "day"));
        tell(meters.of("main"), "any", "other", 1);
        meters.archive(() -> 1, () -> 1);
        tellOfTheNode(meters);
        for (String tag : List.of("operation", "script", "reason", "type", "signal")) {
            meters.expect(tag, Set.of("any"));
        }
        String scrape = registry.scrape();

        for (MeterEntry meter : MeterEntry.all()) {
            assertThat(meter.description()).as(meter.meter()).isNotBlank();
            assertThat(scrape)
                    .as(meter.meter())
                    .contains("# HELP " + meter.series() + " " + meter.description() + "\n")
                    .contains("# TYPE " + meter.series() + " ");
        }
        assertThat(scrape.lines().filter(line -> line.startsWith("# TYPE pullcord")))
                .allSatisfy(type -> assertThat(scrape).containsPattern("# HELP " + type.split(" ", 4)[2] + " \\S"));
    }

    /** A scrape that is dear is scraped less often, and then a panic is seen later. */
    @Test
    void aScrapeOfTwentyPlatformsStaysBelowAMegabyte() {
        Set<String> scripts =
                IntStream.range(0, 70).mapToObj(i -> "some_script_" + i).collect(Collectors.toSet());
        PolicyPack policy = PolicyCodec.pack("us").pack(); // the one with most lanes
        Expected.ofBuild(meters, Document.read().operations(), scripts, policy);
        tellOfTheNode(meters);
        for (int p = 0; p < 20; p++) {
            PlatformMeters platform = meters.of("a-platform-" + p);
            meters.platformKnown(
                    "a-platform-" + p, "bigbluebutton", policy.triage().paces());
            policy.triage().paces().forEach((lane, pace) -> {
                List.of("queued", "claimed", "overdue").forEach(state -> platform.queueCases(lane, pace, state, 7));
                platform.queueOldest(lane, pace, Duration.ZERO);
            });
            List.of(MeterTag.FILED).forEach(state -> platform.filings("ncmec", state, 1));
            platform.filingDue("ncmec", Instant.EPOCH);
            List.of("below_half", "above_half", "nearly_used", "used")
                    .forEach(budget -> platform.exposedPeople(budget, 2));
            platform.actionsRetrying("bigbluebutton", 0);
            List.of("action", "notice").forEach(what -> platform.parked(what, 0));
            platform.secondLooksOverdue(0);
            platform.proposalsWaiting(0);
            platform.quality(0.8, false);
            platform.auditVerified(Instant.EPOCH, 0);
        }

        assertThat(registry.scrape().length())
                .isBetween(500_000, 980_000); // Micrometer's own of the process comes to it
    }

    private static void tellOfTheNode(Meters meters) {
        meters.partitions(1, 0);
        meters.setAside(1);
        meters.journal(() -> 0, () -> 0);
        meters.auditWaiting(() -> 0);
        meters.redisMemory(1, 1);
        meters.redisUp(true);
        meters.redisAof(true, 0, 1, 1, false);
        meters.redisReplicas(0, 0);
        meters.counted(Instant.EPOCH);
    }

    private static void tell(PlatformMeters meters, String any, String lane, int i) {
        Duration took = Duration.ofMillis(i);
        meters.queueCases(lane, any, any, i);
        meters.queueOldest(lane, any, took);
        meters.eventOffered(any, any);
        meters.eventRejected(any);
        meters.reportDurable(any, any, took);
        meters.caseOpened(lane);
        meters.caseClaimable(took);
        meters.firstLook(any, took);
        meters.caseDecided(lane, any, took);
        meters.superseded(any);
        meters.actionEnded(any, "done", any, took);
        meters.flagBelieved(0.5);
        meters.flagConcluded(any);
        meters.secondAnswered(any, any, took);
        meters.claimAnswered(any);
        meters.appealHeard(any);
        meters.reviewed(any);
        meters.shadow(any);
        meters.exposed(any, i);
        meters.forgotten(any, i);
        meters.exposedPeople(any, i);
        meters.actionsRetrying(any, i);
        meters.proposalsWaiting(i);
        meters.filings(any, any, i);
        meters.filingDue(any, Instant.EPOCH);
        meters.quality(0.5, true);
        meters.auditVerified(Instant.EPOCH, i);
        meters.parked(any, i);
        meters.secondLooksOverdue(i);
        meters.escalated(any);
        meters.unattended(1);
        meters.actionLate();
    }

    static Stream<MeterEntry> ofClosedLists() {
        return MeterEntry.all().stream()
                .filter(meter -> meter.kind().counts())
                .filter(meter -> meter.tags().stream()
                        .allMatch(tag ->
                                tag.equals(MeterTag.PLATFORM) || !tag.values().isEmpty()));
    }

    /** Born at its value, a series is no increase: what happened first would be in no panel and burn no budget. */
    @ParameterizedTest
    @MethodSource("ofClosedLists")
    void whatCountsIsThereAtZeroForAllThatItsClosedListsHave(MeterEntry meter) {
        meters.platformKnown(
                "main",
                "generic",
                Stream.of(MeterTag.PACE).collect(Collectors.toMap(pace -> "lane_" + pace, pace -> pace)));

        List<String> begun = begun(meter);

        assertThat(begun).allSatisfy(line -> assertThat(line).matches(".* 0(\\.0)?"));
        assertThat(begun)
                .hasSize(meter.tags().stream()
                        .mapToInt(tag -> Math.max(1, tag.values().size()))
                        .reduce(1, (a, b) -> a * b));
    }

    @Test
    void whatIsOnlyBoundedBeginsWhenItIsKnownAndInEverySetOfItsTags() {
        assertThat(begun(PlatformBook.DECISIONS)).isEmpty();

        meters.platformKnown("main", "generic", Map.of("panic_live", "minutes", "other", "day"));
        meters.expect("signal", Set.of("PAN-1"));

        assertThat(begun(PlatformBook.DECISIONS)).hasSize(2 * MeterTag.OUTCOME.length);
        assertThat(begun(PlatformBook.DECIDED)).as("paces that it has").hasSize(2);
        assertThat(begun(MeterBook.ACTION_TRIES)).hasSize(MeterTag.STATUS.length);
        assertThat(begun(MeterBook.SIGNAL_OUTCOMES)).hasSize(MeterTag.OUTCOME.length);
        assertThat(begun(PlatformBook.ACTIONS_DONE)).as("types are not known").isEmpty();

        meters.expect("type", Set.of("warn"));

        assertThat(begun(PlatformBook.ACTIONS_DONE)).hasSize(1);
    }

    @Test
    void aPlatformBeginsWithItsOwnLanesAndNobodyElses() {
        meters.platformKnown("one", "generic", Map.of("on_air", "minutes"));
        meters.platformKnown("two", "zoom", Map.of("other", "day"));

        assertThat(begun(PlatformBook.CASES_OPENED))
                .containsExactlyInAnyOrder(
                        "pullcord_cases_opened_total{lane=\"on_air\",platform=\"one\"} 0.0",
                        "pullcord_cases_opened_total{lane=\"other\",platform=\"two\"} 0.0");
        assertThat(registry.scrape()).contains("pullcord_cases_unattended{platform=\"two\"} 0");
    }

    /** Micrometer's business, and held here: an id that is no word breaks no scrape, nor can it claim to be somebody else's count. */
    @Test
    void aPlatformsIdIsEscaped() {
        meters.of("a\"} 7\nb\\").glassBroken();

        assertThat(registry.scrape()).contains("pullcord_glass_broken_total{platform=\"a\\\"} 7\\nb\\\\\"} 1.0\n");
    }

    @Test
    void whatIsExpectedAgainLosesNothing() {
        meters.platformKnown("main", "generic", Map.of("other", "day"));
        meters.of("main").caseOpened("other");

        meters.platformKnown("main", "generic", Map.of("other", "day", "new", "days"));

        assertThat(registry.scrape())
                .contains(
                        "pullcord_cases_opened_total{lane=\"other\",platform=\"main\"} 1",
                        "pullcord_cases_opened_total{lane=\"new\",platform=\"main\"} 0");
    }

    /** How often, for each set of its tags. */
    private List<String> begun(MeterEntry meter) {
        String counts = meter.series() + (meter.kind() == MeterKind.COUNTER ? "" : "_count");
        return registry.scrape()
                .lines()
                .filter(line -> line.split("[{ ]", 2)[0].equals(counts))
                .toList();
    }

    @Test
    void aHistogramHasAStepWhereSomethingIsPromised() {
        meters.platformKnown("main", "generic", Map.of("on_air", "minutes"));
        meters.of("main").reportDurable("panic", "none", Duration.ofMillis(300));
        meters.of("main").firstLook("on_air", Duration.ofSeconds(90));
        meters.counted(Instant.ofEpochSecond(7));

        assertThat(registry.scrape())
                .contains(
                        "pullcord_report_durable_seconds_bucket{kind=\"panic\",platform=\"main\",le=\"0.5\"} 1",
                        "pullcord_report_durable_seconds_bucket{kind=\"panic\",platform=\"main\",le=\"0.25\"} 0",
                        "pullcord_case_first_look_seconds_bucket{pace=\"minutes\",platform=\"main\",le=\"120.0\"} 1",
                        "pullcord_counted_at_seconds 7.0");
    }

    /** A quantile is guessed between two steps: whether a lane keeps its clock is to be no guess. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "us", "eu-report-only"})
    void everyLanesClockIsAStepOfTheFirstLook(String pack) {
        assertThat(PolicyCodec.pack(pack).pack().triage().lanes())
                .isNotEmpty()
                .allSatisfy(lane ->
                        assertThat(MeterSteps.FIRST_LOOK).as(lane.name()).contains(lane.clock()));
    }

    private static long series(String scrape, MeterEntry meter) {
        Set<String> names = List.of("", "_bucket", "_count", "_sum", "_max").stream()
                .map(end -> meter.series() + end)
                .collect(Collectors.toSet());
        return scrape.lines()
                .filter(line -> names.contains(line.split("[{ ]", 2)[0]))
                .count();
    }

    private static String written() {
        StringBuilder page = new StringBuilder("""
                # Meters

                Made from `PlatformBook` and `MeterBook`; a test holds it there. What is on `/metrics` of the management port besides is Micrometer's: `jvm_*`,
                `process_*`, `system_*`. A tag's value that is on no list, or one too many, is `other`. No tag names an account, a meeting or a
                person. What "every node sees" is the same on all nodes: take the greatest. What to watch: [dashboards](../../dashboards/README.md).

                | in Prometheus | kind | tags | says |
                |---|---|---|---|
                """);
        for (MeterEntry meter : MeterEntry.all()) {
            page.append("| `")
                    .append(meter.series())
                    .append("` | ")
                    .append(kind(meter))
                    .append(" | ")
                    .append(meter.tags().stream().map(MetersTest::tag).collect(Collectors.joining("; ")))
                    .append(" | ")
                    .append(meter.description())
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String kind(MeterEntry meter) {
        return switch (meter.kind()) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case SUMMARY -> "sum, count, max";
            case TIMER ->
                meter.buckets().isEmpty()
                        ? "time: sum, count, max"
                        : "histogram: "
                                + meter.buckets().stream()
                                        .map(step -> step.toMillis() < 1000 || step.toMillis() % 1000 != 0
                                                ? step.toMillis() + " ms"
                                                : step.toSeconds() < 120
                                                        ? step.toSecondsPart() + 60 * step.toMinutes() + " s"
                                                        : step.toMinutes() + " min")
                                        .collect(Collectors.joining(", "));
        };
    }

    private static String tag(MeterTag tag) {
        String values = tag.values().isEmpty()
                ? "at most " + tag.most()
                : Arrays.stream(tag.values().toArray(String[]::new)).sorted().collect(Collectors.joining(", "));
        return "`" + tag.key() + "`: " + values;
    }
}
