package dev.pullcord.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {
    private static final Platform ACME = platform("acme", 7);

    private static Platform platform(String id, int fill) {
        byte[] secret = new byte[32];
        java.util.Arrays.fill(secret, (byte) fill);
        return new Platform(
                id, 16, Base64.getEncoder().encodeToString(secret), "generic", Optional.empty(), Optional.empty());
    }

    @Test
    void everyTryOfAnEventGetsTheSameReceipt() {
        Partition partition = new Partition("acme", 3);

        assertThat(Receipts.of(ACME, partition, "//acme/eu", "e-1"))
                .isEqualTo(Receipts.of(ACME, partition, "//acme/eu", "e-1"))
                .isEqualTo("AAMIKxd3bwyJZzLtHhUrYSE4") // part of the stored format: it must never change
                .hasSize(24);
    }

    @Test
    void anotherSourceIdOrSecretGivesAnotherReceipt() {
        Partition partition = new Partition("acme", 3);

        assertThat(java.util.Set.of(
                        Receipts.of(ACME, partition, "a", "bc"),
                        Receipts.of(ACME, partition, "ab", "c"),
                        Receipts.of(platform("acme", 8), partition, "a", "bc")))
                .hasSize(3);
    }

    @Test
    void aReceiptSaysWhichPartitionItsReportLiesIn() {
        assertThat(IntStream.of(0, 1, 255, 256, 4095)
                        .map(p -> Receipts.partition(Receipts.of(ACME, new Partition("acme", p), "s", "i"))
                                .orElseThrow()))
                .containsExactly(0, 1, 255, 256, 4095);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAM9obKUUhadn47CqWtYrh9", "____obKUUhadn47CqWtYrh9W", "é"})
    void whatIsNoReceiptNamesNoPartition(String text) {
        assertThat(Receipts.partition(text)).isEqualTo(OptionalInt.empty());
    }
}
