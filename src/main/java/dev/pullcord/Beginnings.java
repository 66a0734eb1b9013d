package dev.pullcord;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Begins at 0 what counts, for every set of tags that can be told: those of closed lists at once, others as soon as their
 * values are known, and a platform's with its own lanes, paces and connector only. A series that is born at its value is no increase
 * to anybody: what happens first after a start would be in no panel, and burn no budget. Thread-safe.
 */
final class Beginnings {
    private final BookedMeters booked;
    private final Map<String, Set<String>> known = new TreeMap<>(); // by the tag's key
    private final Map<String, Map<String, Set<String>>> platforms = new TreeMap<>(); // by its id, the same
    private final Map<String, Map<String, String>> paces = new ConcurrentHashMap<>(); // by its id, by lane

    Beginnings(BookedMeters booked) {
        this.booked = booked;
    }

    /** These say 0 until they say more. */
    void gauges() {
        for (MeterBook meter : List.of(MeterBook.PARTITIONS, MeterBook.UNHELD, MeterBook.ASIDE)) {
            booked.gauge(meter);
        }
    }

    /** Begins what has only tags of closed lists. */
    void closed() {
        for (MeterBook meter : MeterBook.values()) {
            if (meter.kind().counts()) {
                begin(meter, Map.of());
            }
        }
    }

    /** These will be told as this tag. */
    synchronized void expect(String key, Collection<String> values) {
        if (known.computeIfAbsent(key, first -> new TreeSet<>()).addAll(values)) {
            for (MeterEntry meter : MeterEntry.all()) {
                if (meter.kind().counts()
                        && meter.tags().stream().anyMatch(tag -> tag.key().equals(key))) {
                    if (meter instanceof PlatformBook) {
                        platforms.values().forEach(own -> begin(meter, own));
                    } else {
                        begin(meter, Map.of());
                    }
                }
            }
        }
    }

    /** This platform is there, reached so, with these lanes and how soon each has its cases looked at. */
    synchronized void platform(String id, String connector, Map<String, String> lanes) {
        Map<String, Set<String>> own = Map.of(
                MeterTag.PLATFORM.key(),
                Set.of(id),
                MeterTag.LANE.key(),
                Set.copyOf(lanes.keySet()),
                "pace",
                new HashSet<>(lanes.values()),
                "connector",
                Set.of(connector));
        if (own.equals(platforms.put(id, own))) {
            return;
        }
        paces.computeIfAbsent(id, first -> new ConcurrentHashMap<>())
                .putAll(lanes); // cases of a lane that is gone have its pace
        for (PlatformBook meter : PlatformBook.values()) {
            if (meter.kind().counts()) {
                begin(meter, own);
            }
        }
        List.of(PlatformBook.UNATTENDED, PlatformBook.RETENTION_DUE, PlatformBook.RESCORE_LEFT)
                .forEach(meter -> booked.gauge(meter, id));
    }

    /** How soon a lane of this platform has its cases looked at; {@code other} where no policy had it since this node began. */
    String pace(String platform, String lane) {
        return paces.getOrDefault(platform, Map.of()).getOrDefault(lane, MeterTag.OTHER);
    }

    /** @param own what is told of some tags here; of others all that is known is */
    private synchronized void begin(MeterEntry meter, Map<String, Set<String>> own) {
        List<List<String>> sets = List.of(List.of());
        for (MeterTag tag : meter.tags()) {
            Set<String> values = own.getOrDefault(
                    tag.key(), tag.values().isEmpty() ? known.getOrDefault(tag.key(), Set.of()) : tag.values());
            sets = sets.stream()
                    .flatMap(set -> values.stream()
                            .map(value -> Stream.concat(set.stream(), Stream.of(value))
                                    .toList()))
                    .toList();
        }
        sets.forEach(set -> booked.begin(meter, set.toArray(String[]::new)));
    }
}
