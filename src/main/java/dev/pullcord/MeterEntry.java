package dev.pullcord;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A meter as its book has it. A tag's values come from a list that is closed there, or are bounded in number (platforms, lanes, operations,
 * scripts); what is on no list, or one too many, is counted as {@code other}. So no one who calls, and no policy, can make the series
 * grow without end.
 */
interface MeterEntry {
    /** All there are, those of platforms first. */
    static List<MeterEntry> all() {
        return Stream.<MeterEntry>concat(Stream.of(PlatformBook.values()), Stream.of(MeterBook.values()))
                .toList();
    }

    MeterShape shape();

    /** The meter's name, dotted. */
    default String meter() {
        return shape().meter();
    }

    default MeterKind kind() {
        return shape().kind();
    }

    default String unit() {
        return shape().unit();
    }

    default String description() {
        return shape().description();
    }

    default List<Duration> buckets() {
        return shape().buckets();
    }

    default List<MeterTag> tags() {
        return shape().tags();
    }

    /** Its name as Prometheus has it, without what a histogram adds. */
    default String series() {
        return shape().series();
    }

    /** The most series it can have. */
    default long most() {
        return shape().most();
    }
}
