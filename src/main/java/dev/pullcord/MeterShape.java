package dev.pullcord;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a meter is.
 *
 * @param suffix its name, dotted, without what all of ours begin with
 * @param unit its base unit; empty where it has none
 * @param buckets where the steps of a histogram lie; empty where it is none
 */
record MeterShape(
        String suffix, MeterKind kind, String unit, String description, List<Duration> buckets, List<MeterTag> tags) {

    /** One that is counted by platform. */
    static MeterShape ofPlatform(
            String suffix,
            MeterKind kind,
            String unit,
            String description,
            List<Duration> buckets,
            List<MeterTag> tags) {
        return new MeterShape(
                suffix,
                kind,
                unit,
                description,
                buckets,
                Stream.concat(Stream.of(MeterTag.PLATFORM), tags.stream()).toList());
    }

    String meter() {
        return "pullcord." + suffix;
    }

    String series() {
        String base = meter().replace('.', '_');
        return switch (kind) {
            case COUNTER -> base + "_total";
            case TIMER, SUMMARY, GAUGE -> base + (unit.isEmpty() ? "" : "_" + unit);
        };
    }

    long most() {
        long sets = tags.stream().mapToLong(tag -> tag.most() + 1L).reduce(1, (a, b) -> a * b);
        int each =
                kind == MeterKind.TIMER || kind == MeterKind.SUMMARY ? 4 + buckets.size() : 1; // count, sum, max, +Inf
        return sets * each;
    }
}
