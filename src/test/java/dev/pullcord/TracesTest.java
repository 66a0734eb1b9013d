package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Which span hangs on which, whatever thread goes on; and what says nothing. */
class TracesTest {
    private static final String OUTSIDE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-";

    private final InMemorySpanExporter sent = InMemorySpanExporter.create();
    private final Traces traces = TracesConfig.traces(SimpleSpanProcessor.create(sent), 1);

    @Test
    void whatACallWaitsForHangsOnItAlsoOnAnotherThread() throws InterruptedException {
        CompletableFuture<String> redis = new CompletableFuture<>();
        Traces.Call call = traces.call("postDecision", "POST", name -> null);
        call.during(() -> traces.script("find_case", () -> redis)
                .thenCompose(
                        found -> traces.script("decide_case", () -> CompletableFuture.completedFuture("decided"))));
        Thread answering = new Thread(() -> redis.complete("found"));
        answering.start();
        answering.join();
        call.end(201);

        Map<String, SpanData> spans = byName();
        assertThat(spans).containsOnlyKeys("postDecision", "redis find_case", "redis decide_case");
        String parent = spans.get("postDecision").getSpanId();
        assertThat(spans.get("redis find_case").getParentSpanId()).isEqualTo(parent);
        assertThat(spans.get("redis decide_case").getParentSpanId()).isEqualTo(parent);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void anActionHangsOnTheCallThatOrderedItAndElseStandsAlone() {
        Traces.Call call = traces.call("postDecision", "POST", name -> null);
        call.during(() -> traces.ordered("c1.d1"));
        call.end(201);
        tried("c1.d1.a1", CompletableFuture.completedFuture("done"));
        tried("c2.d1.a1", CompletableFuture.failedFuture(new IllegalStateException("acc-1 is nobody")));

        Map<String, SpanData> spans = byName();
        SpanData ordered = spans.get("action warn c1.d1.a1");
        SpanData alone = spans.get("action warn c2.d1.a1");
        assertThat(ordered.getParentSpanId())
                .isEqualTo(spans.get("postDecision").getSpanId());
        assertThat(ordered.getAttributes().asMap().values()).contains("done", "generic", 2L);
        assertThat(alone.getParentSpanContext().isValid()).isFalse();
        assertThat(alone.getAttributes().asMap().values())
                .contains("java.lang.IllegalStateException")
                .noneMatch(value -> value.toString().contains("acc-1"));
    }

    @Test
    void whatNobodyTracesBeginsNoTraceOfItsOwn() {
        traces.script("append_event", () -> CompletableFuture.completedFuture("appended"));

        assertThat(sent.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aCallerMaySayThatACallIsNotTracedButNotThatItIs() {
        traces.call("getCase", "GET", Map.of("traceparent", OUTSIDE + "00")::get)
                .end(200);
        assertThat(sent.getFinishedSpanItems()).isEmpty();

        traces.call("getCase", "GET", Map.of("traceparent", OUTSIDE + "01")::get)
                .end(200);
        assertThat(sent.getFinishedSpanItems())
                .singleElement()
                .extracting(SpanData::getTraceId)
                .isEqualTo(OUTSIDE.substring(3, 35));

        Traces rare = TracesConfig.traces(SimpleSpanProcessor.create(sent), 1_000_000);
        sent.reset();
        IntStream.range(0, 1000)
                .forEach(i -> rare.call("getCase", "GET", Map.of("traceparent", outside(i))::get)
                        .end(200));
        assertThat(sent.getFinishedSpanItems()).hasSizeLessThan(10);
    }

    @Test
    void whatIsLoggedInsideSaysWhichTrace() {
        Traces.Call call = traces.call("getCase", "GET", name -> null);
        call.during(() -> assertThat(MDC.get("trace_id"))
                .isEqualTo(Span.current().getSpanContext().getTraceId()));
        call.end(200);

        assertThat(MDC.get("trace_id")).isNull();
    }

    @Test
    void eventsAreNamedByTheirTypesOnly() {
        Traces.Call call = traces.call("postEvents", "POST", name -> null);
        call.during(() -> traces.events(() -> List.of("b", "a", "b")));
        call.end(202);

        assertThat(byName().get("postEvents").getAttributes().asMap().values()).contains(3L, List.of("a", "b"));
    }

    private CompletionStage<String> tried(String id, CompletionStage<String> answer) {
        return traces.tried(id, "c", "warn", "generic", 2, () -> answer, done -> done);
    }

    private static String outside(int call) {
        java.util.Random dice = new java.util.Random(call); // any caller's, but the same in each run
        return String.format("00-%016x%016x-b7ad6b7169203331-01", dice.nextLong(), dice.nextLong());
    }

    /** By name, an action's with its id. */
    private Map<String, SpanData> byName() {
        return sent.getFinishedSpanItems().stream()
                .collect(java.util.stream.Collectors.toMap(
                        span -> span.getAttributes().asMap().entrySet().stream()
                                .filter(entry -> entry.getKey().getKey().equals("pullcord.action"))
                                .findAny()
                                .map(entry -> span.getName() + " " + entry.getValue())
                                .orElse(span.getName()),
                        span -> span));
    }
}
