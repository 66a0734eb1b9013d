package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
            meters.queueCases("platform-" + i % 100, "lane-" + i % 50, any, any, i);
            meters.eventOffered(any, any);
            meters.reportDurable(any, any, took);
            meters.caseClaimable(any, took);
            meters.firstLook(any, took);
            meters.caseDecided(any, any, took);
            meters.actionTried(any, any, took);
            meters.actionEnded(any, any, "done", any, i, took);
            meters.contributed(any, i % 2 == 0);
            meters.signalDecided(any, any);
            meters.signalOverturned(any, any);
            meters.flagBelieved(any, 0.5);
            meters.flagConcluded(any, any);
            meters.secondAnswered(any, any, took);
            meters.reviewed(any);
            meters.exposed(any, i);
            meters.archived(any, i);
            meters.exposedPeople(any, any, i);
            meters.actionsRetrying(any, any, i);
            meters.proposalsWaiting(any, i);
            meters.filings(any, any, any, i);
            meters.filingDue(any, any, Instant.EPOCH);
            meters.quality(any, 0.5, true);
            meters.auditVerified(any, Instant.EPOCH, i);
            meters.noticeTried(any, any, took);
            meters.noticeEnded(any, any);
            meters.requestServed(any, 200 + i, took);
            meters.scriptRan(any, took);
            meters.damaged(any);
            meters.parked(any, any, i);
            meters.secondLooksOverdue(any, i);
            meters.escalated(any);
        }
        String scrape = registry.scrape();

        for (MeterBook meter : MeterBook.values()) {
            assertThat(series(scrape, meter)).as(meter.meter()).isLessThanOrEqualTo(meter.most());
        }
        assertThat(scrape).contains("pullcord_intake_events_total{kind=\"other\",outcome=\"other\"} 500");
        assertThat(scrape).doesNotContain("any-499");
    }

    static Stream<MeterBook> ofClosedLists() {
        return Stream.of(MeterBook.values())
                .filter(meter -> meter.kind().counts())
                .filter(meter ->
                        meter.tags().stream().noneMatch(tag -> tag.values().isEmpty()));
    }

    /** Born at its value, a series is no increase: what happened first would be in no panel and burn no budget. */
    @ParameterizedTest
    @MethodSource("ofClosedLists")
    void whatCountsIsThereAtZeroForAllThatItsClosedListsHave(MeterBook meter) {
        List<String> begun = begun(meter);

        assertThat(begun).allSatisfy(line -> assertThat(line).matches(".* 0(\\.0)?"));
        assertThat(begun)
                .hasSize(meter.tags().stream()
                        .mapToInt(tag -> tag.values().size())
                        .reduce(1, (a, b) -> a * b));
    }

    @Test
    void whatIsOnlyBoundedBeginsWhenItIsKnownAndInEverySetOfItsTags() {
        assertThat(begun(MeterBook.DECIDED)).isEmpty();

        meters.platformKnown("generic", List.of("panic_live", "other"));
        meters.expect("signal", Set.of("PAN-1"));

        assertThat(begun(MeterBook.DECIDED)).hasSize(2 * MeterTag.OUTCOME.length);
        assertThat(begun(MeterBook.ACTION_TRIES)).hasSize(MeterTag.STATUS.length);
        assertThat(begun(MeterBook.SIGNAL_OUTCOMES)).hasSize(MeterTag.OUTCOME.length);
        assertThat(begun(MeterBook.ACTIONS)).as("types are not known").isEmpty();
    }

    @Test
    void whatIsExpectedAgainLosesNothing() {
        meters.platformKnown("generic", List.of("other"));
        meters.caseOpened("other");

        meters.platformKnown("generic", List.of("other", "new"));

        assertThat(registry.scrape())
                .contains(
                        "pullcord_cases_opened_total{lane=\"other\"} 1", "pullcord_cases_opened_total{lane=\"new\"} 0");
    }

    /** How often, for each set of its tags. */
    private List<String> begun(MeterBook meter) {
        String counts = meter.series() + (meter.kind() == MeterKind.COUNTER ? "" : "_count");
        return registry.scrape()
                .lines()
                .filter(line -> line.split("[{ ]", 2)[0].equals(counts))
                .toList();
    }

    @Test
    void aHistogramHasAStepWhereSomethingIsPromised() {
        meters.reportDurable("panic", "none", Duration.ofMillis(300));
        meters.firstLook("panic_live", Duration.ofSeconds(90));
        meters.counted(Instant.ofEpochSecond(7));

        assertThat(registry.scrape())
                .contains(
                        "pullcord_report_durable_seconds_bucket{kind=\"panic\",le=\"0.5\"} 1",
                        "pullcord_report_durable_seconds_bucket{kind=\"panic\",le=\"0.25\"} 0",
                        "pullcord_case_first_look_seconds_bucket{lane=\"panic_live\",le=\"120.0\"} 1",
                        "pullcord_counted_at_seconds 7.0");
    }

    private static long series(String scrape, MeterBook meter) {
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

                Made from `MeterBook`; a test holds it there. What is on `/metrics` of the management port besides is Micrometer's: `jvm_*`,
                `process_*`, `system_*`. A tag's value that is on no list, or one too many, is `other`. No tag names an account, a meeting or a
                person. What "every node sees" is the same on all nodes: take the greatest. What to watch: [dashboards](../../dashboards/README.md).

                | in Prometheus | kind | tags | says |
                |---|---|---|---|
                """);
        for (MeterBook meter : MeterBook.values()) {
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

    private static String kind(MeterBook meter) {
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
