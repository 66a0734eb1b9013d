package dev.pullcord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Which step waited for which other, for a tracing system; off by default, and free then. Names and attributes of spans stand
 * here alone: the contract's operations, scripts' names, types of events and actions, our own ids of cases. No account, no
 * meeting, no reporter, no text, no key, no id of a platform's. Thread-safe.
 */
public final class Traces implements AutoCloseable {
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("pullcord.operation");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> SCRIPT = AttributeKey.stringKey("pullcord.script");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<List<String>> EVENT_TYPES = AttributeKey.stringArrayKey("cloudevents.event_type");
    private static final AttributeKey<String> EVENT_VERSION = AttributeKey.stringKey("cloudevents.event_spec_version");
    private static final AttributeKey<Long> EVENT_COUNT = AttributeKey.longKey("pullcord.events");
    private static final AttributeKey<String> CASE = AttributeKey.stringKey("pullcord.case");
    private static final AttributeKey<String> ACTION = AttributeKey.stringKey("pullcord.action");
    private static final AttributeKey<String> CONNECTOR = AttributeKey.stringKey("pullcord.connector");
    private static final AttributeKey<Long> TRY = AttributeKey.longKey("pullcord.try");
    private static final AttributeKey<String> ANSWER = AttributeKey.stringKey("pullcord.answer");

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private static final TextMapGetter<UnaryOperator<String>> HEADERS = new TextMapGetter<>() {
        @Override
        public String get(UnaryOperator<String> headers, String name) {
            return headers == null ? null : headers.apply(name);
        }
    };

    /** Nothing is traced. */
    public static final Traces OFF = new Traces(OpenTelemetry.noop(), false, () -> {});

    private final Tracer tracer;
    private final boolean on;
    private final Runnable closing;
    /** Where a decision was made, by its id: actions leave later, and on whichever thread. */
    private final Cache<String, Context> ordered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private Traces(OpenTelemetry telemetry, boolean on, Runnable closing) {
        this.tracer = telemetry.getTracer("dev.pullcord");
        this.on = on;
        this.closing = closing;
    }

    /** @param closing sends what is left */
    static Traces by(OpenTelemetry telemetry, Runnable closing) {
        return new Traces(telemetry, true, closing);
    }

    public boolean on() {
        return on;
    }

    /** A call of the contract, from its coming to its answer. */
    public static final class Call {
        private final Context context;

        private Call(Context context) {
            this.context = context;
        }

        /** Does a part of it: what begins meanwhile belongs to it. */
        public void during(Runnable work) {
            context.wrap(work).run();
        }

        /**
         * It was answered.
         *
         * @param status the answer's HTTP status
         */
        public void end(int status) {
            Span span = Span.fromContext(context).setAttribute(STATUS, (long) status);
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /**
     * A call comes.
     *
     * @param operation its operationId
     * @param header its headers by lower-case name, null for none: whose trace it belongs to. Whoever calls does not say
     *     whether it is sampled, only that it is not
     */
    public Call call(String operation, String method, UnaryOperator<String> header) {
        Context before = W3CTraceContextPropagator.getInstance().extract(Context.root(), header, HEADERS);
        Span span = tracer.spanBuilder(operation)
                .setParent(before)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(OPERATION, operation)
                .setAttribute(METHOD, method)
                .startSpan();
        return new Call(before.with(span));
    }

    /** The call under way brings these events: of which types, as the contract names them. */
    public void events(Supplier<List<String>> types) {
        Span span = Span.current();
        if (span.isRecording()) {
            List<String> all = types.get();
            span.setAttribute(EVENT_VERSION, "1.0")
                    .setAttribute(EVENT_COUNT, (long) all.size())
                    .setAttribute(EVENT_TYPES, all.stream().distinct().sorted().toList());
        }
    }

    /** A script runs, if anything that is traced waits for it. */
    public <T> CompletionStage<T> script(String name, Supplier<CompletionStage<T>> work) {
        return Span.current().isRecording()
                ? inside(
                        Context.current(),
                        tracer.spanBuilder("redis " + name)
                                .setSpanKind(SpanKind.CLIENT)
                                .setAttribute(SYSTEM, "redis")
                                .setAttribute(SCRIPT, name),
                        work,
                        done -> Attributes.empty())
                : work.get();
    }

    /** What depends on it goes on in the trace that it was asked in, whichever thread it completes on. */
    public <T> CompletionStage<T> carried(CompletionStage<T> stage) {
        Context context = Context.current();
        if (!Span.fromContext(context).isRecording()) {
            return stage;
        }
        CompletableFuture<T> carried = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> complete(carried, context, value, failure));
        return carried;
    }

    /** Actions of this decision are about to be ordered: their tries on this node belong to the trace under way. */
    public void ordered(String decisionId) {
        if (Span.current().isRecording()) {
            ordered.put(decisionId, Context.current());
        }
    }

    /** Does this in the trace that a decision was made in, if that is remembered: what it measures is seen there. */
    public void about(String decisionId, Runnable work) {
        Context decided = on ? ordered.getIfPresent(decisionId) : null;
        if (decided == null) {
            work.run();
        } else {
            decided.wrap(work).run();
        }
    }

    /** The W3C {@code traceparent} for whoever is called now, and nothing besides; absent where nothing is traced. */
    public Optional<String> parent() {
        if (!on) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
        return Optional.ofNullable(headers.get("traceparent"));
    }

    /**
     * An action is tried.
     *
     * @param id its own, of which the decision's is the beginning
     * @param answer what came of it, in a word
     */
    public <T> CompletionStage<T> tried(
            String id,
            String caseId,
            String type,
            String connector,
            int attempt,
            Supplier<CompletionStage<T>> work,
            Function<T, String> answer) {
        if (!on) {
            return work.get();
        }
        Context decided = ordered.getIfPresent(id.substring(0, Math.max(0, id.lastIndexOf('.'))));
        return inside(
                decided == null ? Context.root() : decided,
                tracer.spanBuilder("action " + type)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(CASE, caseId)
                        .setAttribute(ACTION, id)
                        .setAttribute(CONNECTOR, connector)
                        .setAttribute(TRY, (long) attempt),
                work,
                done -> Attributes.of(ANSWER, answer.apply(done)));
    }

    private <T> CompletionStage<T> inside(
            Context parent, SpanBuilder builder, Supplier<CompletionStage<T>> work, Function<T, Attributes> came) {
        Span span = builder.setParent(parent).startSpan();
        CompletionStage<T> stage;
        try {
            stage = parent.with(span).wrapSupplier(work).get();
        } catch (RuntimeException | Error thrown) {
            failed(span, thrown).end();
            throw thrown;
        }
        CompletableFuture<T> told = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                span.setAllAttributes(came.apply(value));
            } else {
                failed(span, failure);
            }
            span.end();
            complete(told, parent, value, failure);
        });
        return told;
    }

    private static <T> void complete(CompletableFuture<T> to, Context context, T value, Throwable failure) {
        context.wrap(() -> {
                    if (failure == null) {
                        to.complete(value);
                    } else {
                        to.completeExceptionally(failure);
                    }
                })
                .run();
    }

    /** Of what kind, and no more: a message may quote what was sent. */
    private static Span failed(Span span, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return span.setStatus(StatusCode.ERROR)
                .setAttribute(ERROR, cause.getClass().getName());
    }

    /** Sends what is left, for some seconds at most. */
    @Override
    public void close() {
        closing.run();
    }
}
