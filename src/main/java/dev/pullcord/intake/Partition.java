package dev.pullcord.intake;

/**
 * One of a platform's N shares of subjects: everything one atomic step touches lies in one partition.
 *
 * @param platform the platform's id
 * @param number 0 … N−1
 */
public record Partition(String platform, int number) {
    public Partition {
        if (number < 0 || number > 0xfff) {
            throw new IllegalArgumentException("partition.number: " + number + " is outside 0 … 4095");
        }
    }
}
