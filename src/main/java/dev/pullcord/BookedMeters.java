package dev.pullcord;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** The meters of the books on a registry, each registered as the book has it, with values on its lists only. Thread-safe. */
final class BookedMeters {
    private static final int MOST_KNOWN = 32_768; // what 64 platforms have, and as much again

    private final MeterRegistry registry;
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
    private final Map<Told, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Told, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Told, DistributionSummary> summaries = new ConcurrentHashMap<>();
    private final Map<String, AtomicReference<Double>> said = new ConcurrentHashMap<>();

    /** What was told, as it was: whoever tells it again need not look it up among all tags. */
    private record Told(MeterEntry meter, List<String> values) {}

    BookedMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void add(MeterEntry meter, double much, String... values) {
        Told told = new Told(meter, List.of(values));
        Counter counter = counters.get(told);
        if (counter == null) {
            counter = Counter.builder(meter.meter())
                    .description(meter.description())
                    .tags(tags(meter, values))
                    .register(registry);
            keep(counters, told, counter);
        }
        counter.increment(much);
    }

    /** Counts from 0 for this set of tags. */
    void begin(MeterEntry meter, String... values) {
        switch (meter.kind()) {
            case COUNTER -> add(meter, 0, values);
            case TIMER -> timer(meter, values);
            case SUMMARY -> summary(meter, values);
            case GAUGE -> throw new IllegalArgumentException(meter + " does not count");
        }
    }

    /** Only so many, whatever is told: the rest are looked up each time. */
    private static <T> void keep(Map<Told, T> known, Told told, T meter) {
        if (known.size() < MOST_KNOWN) {
            known.put(told, meter);
        }
    }

    void time(MeterEntry meter, Duration took, String... values) {
        timer(meter, values).record(took.isNegative() ? Duration.ZERO : took);
    }

    Timer timer(MeterEntry meter, String... values) {
        Told told = new Told(meter, List.of(values));
        Timer timer = timers.get(told);
        if (timer == null) {
            timer = registered(meter, values);
            keep(timers, told, timer);
        }
        return timer;
    }

    private Timer registered(MeterEntry meter, String... values) {
        Timer.Builder timer =
                Timer.builder(meter.meter()).description(meter.description()).tags(tags(meter, values));
        return meter.buckets().isEmpty()
                ? timer.register(registry)
                : timer.serviceLevelObjectives(meter.buckets().toArray(Duration[]::new))
                        .register(registry);
    }

    void sum(MeterEntry meter, double much, String... values) {
        summary(meter, values).record(much);
    }

    private DistributionSummary summary(MeterEntry meter, String... values) {
        Told told = new Told(meter, List.of(values));
        DistributionSummary summary = summaries.get(told);
        if (summary == null) {
            summary = DistributionSummary.builder(meter.meter())
                    .description(meter.description())
                    .baseUnit(meter.unit().isEmpty() ? null : meter.unit())
                    .tags(tags(meter, values))
                    .register(registry);
            keep(summaries, told, summary);
        }
        return summary;
    }

    AtomicLong gauge(MeterEntry meter, String... values) {
        Tags tags = tags(meter, values);
        return gauges.computeIfAbsent(meter.meter() + tags, first -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder(meter.meter(), value, AtomicLong::doubleValue)
                    .description(meter.description())
                    .baseUnit(meter.unit().isEmpty() ? null : meter.unit())
                    .tags(tags)
                    .register(registry);
            return value;
        });
    }

    /** A gauge of what is no whole number; NaN where there is none. */
    void say(MeterEntry meter, double value, String... values) {
        Tags tags = tags(meter, values);
        said.computeIfAbsent(meter.meter() + tags, first -> {
                    AtomicReference<Double> told = new AtomicReference<>(value);
                    Gauge.builder(meter.meter(), told, AtomicReference::get)
                            .description(meter.description())
                            .tags(tags)
                            .register(registry);
                    return told;
                })
                .set(value);
    }

    void ask(MeterEntry meter, LongSupplier value) {
        Gauge.builder(meter.meter(), value::getAsLong)
                .description(meter.description())
                .baseUnit(meter.unit().isEmpty() ? null : meter.unit())
                .register(registry);
    }

    private Tags tags(MeterEntry meter, String... values) {
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(
                    meter.tags().get(i).key(), listed(meter, meter.tags().get(i), values[i]));
        }
        return tags;
    }

    private String listed(MeterEntry meter, MeterTag tag, String value) {
        if (!tag.values().isEmpty()) {
            return tag.values().contains(value) ? value : MeterTag.OTHER;
        }
        Set<String> known =
                seen.computeIfAbsent(meter.meter() + ' ' + tag.key(), first -> ConcurrentHashMap.newKeySet());
        if (known.contains(value)) {
            return value;
        }
        synchronized (known) {
            return known.contains(value) || (known.size() < tag.most() && known.add(value)) ? value : MeterTag.OTHER;
        }
    }
}
