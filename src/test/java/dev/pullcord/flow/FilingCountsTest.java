package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.Meters;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.Filings;
import dev.pullcord.evidence.InMemoryFilings;
import dev.pullcord.evidence.Sample;
import dev.pullcord.intake.Platform;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilingCountsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Platform platform =
            new Platform("main", 1, "c2VjcmV0", Platform.GENERIC, Optional.empty(), Optional.empty());
    private final TestClock clock = new TestClock(Sample.T0);
    private final InMemoryFilings filings = new InMemoryFilings(any -> true);
    private final List<String> opened = new ArrayList<>();
    private final FilingCounts counts = new FilingCounts(
            new OnePlatform(platform), watched(filings), List.of("ncmec"), clock, new Meters(registry));

    @Test
    void onlyThoseAreOpenedAgainToWhichSomethingCanHappen() {
        Filing draft = filed("c-a", FilingState.DRAFT);
        Filing submitted = filed("c-b", FilingState.SUBMITTED);
        Filing over = filed("c-c", FilingState.RECEIPTED);
        step();
        assertThat(opened).containsExactlyInAnyOrder(draft.id(), submitted.id(), over.id());

        opened.clear();
        step();
        assertThat(opened).containsExactly(draft.id());
        assertThat(registry.scrape()).contains(of("draft", 1), of("submitted", 1), of("receipted", 1));

        opened.clear();
        clock.move(Duration.ofMinutes(10));
        step();
        assertThat(opened).as("may have been confirmed since").containsExactlyInAnyOrder(draft.id(), submitted.id());
    }

    @Test
    void whatMovesIsSeenToAndTheClockRunsForWhatIsOwed() {
        Filing draft = filed("c-a", FilingState.DRAFT);
        step();
        assertThat(registry.scrape())
                .contains("pullcord_filing_due_at_seconds{platform=\"main\",recipient=\"ncmec\"} "
                        + (double) draft.knowledge().dueAt().getEpochSecond());

        move(draft, FilingState.RETRACTED);
        step();

        assertThat(registry.scrape())
                .contains(of("draft", 0), of("retracted", 1))
                .contains("pullcord_filing_due_at_seconds{platform=\"main\",recipient=\"ncmec\"} 0.0");
    }

    private static String of(String state, int many) {
        return "pullcord_filings{platform=\"main\",recipient=\"ncmec\",state=\"" + state + "\"} " + many + ".0";
    }

    private void step() {
        assertThat(counts.step().succeeded()).isTrue();
    }

    private Filing filed(String caseId, FilingState state) {
        Filing draft = ((Filings.Drafted.Written) filings.draft(
                                platform,
                                Sample.draft(caseId, false),
                                Optional.empty(),
                                Sample.audit(Sample.draft(caseId, false), "filing_drafted"))
                        .toCompletableFuture()
                        .join())
                .filing();
        return state == FilingState.DRAFT ? draft : move(draft, state);
    }

    private Filing move(Filing f, FilingState state) {
        Filing next = new Filing(
                f.id(),
                f.caseId(),
                f.authority(),
                state,
                f.drill(),
                f.knowledge(),
                f.followsUp(),
                f.particulars(),
                f.hands(),
                f.progress(),
                f.version() + 1);
        assertThat(filings.move(platform, next, false, Sample.audit(next, "filing_tested"))
                        .toCompletableFuture()
                        .join())
                .isTrue();
        return next;
    }

    /** The same filings, and which of them are opened. */
    private Filings watched(Filings real) {
        return (Filings) Proxy.newProxyInstance(
                Filings.class.getClassLoader(), new Class<?>[] {Filings.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        opened.add((String) arguments[1]);
                    } else if (method.getName().equals("newest")) {
                        throw new AssertionError("all are opened");
                    }
                    return method.invoke(real, arguments);
                });
    }
}
