package dev.pullcord;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Begins at 0 what counts, for every set of tags that can be told: those of closed lists at once, others as soon as their
 * values are known. A series that is born at its value is no increase to anybody: what happens first after a start would be
 * in no panel, and burn no budget. Thread-safe.
 */
final class Beginnings {
    private final BookedMeters booked;
    private final Map<String, Set<String>> known = new TreeMap<>(); // by the tag's key

    Beginnings(BookedMeters booked) {
        this.booked = booked;
    }

    /** These say 0 until they say more. */
    void gauges() {
        for (MeterBook meter : List.of(
                MeterBook.PARTITIONS,
                MeterBook.UNHELD,
                MeterBook.ASIDE,
                MeterBook.RESCORE_LEFT,
                MeterBook.RETENTION_DUE,
                MeterBook.UNATTENDED)) {
            booked.gauge(meter);
        }
    }

    /** Begins what has only tags of closed lists. */
    void closed() {
        for (MeterBook meter : MeterBook.values()) {
            if (meter.kind().counts()) {
                begin(meter);
            }
        }
    }

    /** These will be told as this tag. */
    synchronized void expect(String key, Collection<String> values) {
        if (known.computeIfAbsent(key, first -> new TreeSet<>()).addAll(values)) {
            for (MeterBook meter : MeterBook.values()) {
                if (meter.kind().counts()
                        && meter.tags().stream().anyMatch(tag -> tag.key().equals(key))) {
                    begin(meter);
                }
            }
        }
    }

    private synchronized void begin(MeterBook meter) {
        List<List<String>> sets = List.of(List.of());
        for (MeterTag tag : meter.tags()) {
            Set<String> values = tag.values().isEmpty() ? known.getOrDefault(tag.key(), Set.of()) : tag.values();
            sets = sets.stream()
                    .flatMap(set -> values.stream()
                            .map(value -> Stream.concat(set.stream(), Stream.of(value))
                                    .toList()))
                    .toList();
        }
        sets.forEach(set -> booked.begin(meter, set.toArray(String[]::new)));
    }
}
