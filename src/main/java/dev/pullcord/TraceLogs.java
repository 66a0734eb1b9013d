package dev.pullcord;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;

/** What is logged inside a trace says which: {@code mdc.trace_id} and {@code mdc.span_id} of a line. */
final class TraceLogs implements ContextStorage {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private final ContextStorage storage;

    private TraceLogs(ContextStorage storage) {
        this.storage = storage;
    }

    /** Has an effect only before the first span of the process. */
    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            ContextStorage.addWrapper(TraceLogs::new);
        }
    }

    @Override
    public Scope attach(Context to) {
        Context before = storage.current();
        Scope scope = storage.attach(to);
        show(to);
        return () -> {
            scope.close();
            show(before);
        };
    }

    @Override
    public Context current() {
        return storage.current();
    }

    private static void show(Context context) {
        SpanContext span = context == null
                ? SpanContext.getInvalid()
                : Span.fromContext(context).getSpanContext();
        if (span.isSampled()) {
            MDC.put("trace_id", span.getTraceId());
            MDC.put("span_id", span.getSpanId());
        } else {
            MDC.remove("trace_id");
            MDC.remove("span_id");
        }
    }
}
