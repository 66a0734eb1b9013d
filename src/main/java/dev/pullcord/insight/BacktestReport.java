package dev.pullcord.insight;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What another policy would have done.
 *
 * @param before the version compared with
 * @param after the version tried
 * @param since cases opened from then on are counted
 * @param events how many were replayed, from the log's start
 * @param subjects of how many accounts and meetings
 * @param both cases that both would open
 * @param same of these, those that would stand alike
 * @param opens cases that only the one tried would open
 * @param closes cases that only the one compared with would open
 * @param earlier of those both would open, how many would be due earlier
 * @param later how many would be due later
 * @param moves how many would stand in another lane, by {@code "lane -> lane"}
 * @param examples some of each kind of difference
 * @param judged past decisions held against what either would have done
 * @param replayed whether the replay is to be believed
 */
public record BacktestReport(
        String before,
        String after,
        Instant since,
        long events,
        long subjects,
        long both,
        long same,
        long opens,
        long closes,
        long earlier,
        long later,
        SortedMap<String, Long> moves,
        List<Example> examples,
        Judged judged,
        Replayed replayed) {
    public BacktestReport {
        replayed = replayed == null ? Replayed.NONE : replayed; // kept by an older version
    }

    /**
     * Whether the replay is what the live fold was: cases that were opened under the policy compared with, as they stand in the
     * replay beside how they stood when they were decided, or stand now. What was weighed anew by another policy since, or folded
     * before its circumstances were kept, may differ.
     *
     * @param cases how many there were
     * @param alike of these, how many are in the same lane, due within two seconds and as likely within 0.01
     * @param farthest the largest difference of a probability
     */
    public record Replayed(long cases, long alike, double farthest) {
        static final Replayed NONE = new Replayed(0, 0, 0);
    }

    /**
     * One case that would differ.
     *
     * @param kind {@code opens}, {@code closes}, {@code moves}, {@code earlier} or {@code later}
     * @param caseId the case as there was; empty when there was none
     * @param logId the event that opens it in the replay, and its partition
     * @param before lane and deadline there; empty when it would not be opened
     * @param after the same, under the one tried
     */
    public record Example(String kind, String caseId, String logId, String before, String after) {}

    /**
     * Past decisions. Only cases that there were have been decided, so what neither the policies of then nor a report
     * brought up is in none of these numbers.
     *
     * @param violations how many concluded that there was one
     * @param others how many that there was none
     * @param before of the version compared with
     * @param after of the version tried
     */
    public record Judged(long violations, long others, Quality before, Quality after) {}

    /**
     * How well it would have chosen.
     *
     * @param precision of the cases it would open, the share that were violations
     * @param recall of the violations, the share that it would open
     * @param calibration of the cases it would open, whether they were as likely violations as it said
     */
    public record Quality(Interval precision, Interval recall, Calibration calibration) {
        public Quality {
            calibration = calibration == null ? Calibration.NONE : calibration; // kept by an older version
        }
    }
}
