package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static final List<Subject> MANY = IntStream.range(0, 10_000)
            .mapToObj(i -> i % 3 == 0 ? Subject.meeting("m" + i) : Subject.account("a" + i))
            .toList();

    @Test
    void everySubjectIsInExactlyOneSlice() {
        List<Slice> slices = new ArrayList<>();
        Optional<Slice> next =
                Optional.of(Slice.WHOLE.half().half().half().half().half());
        for (int times = 1; next.isPresent(); times = 3 - times) {
            slices.add(next.get());
            next = next.get().next(times);
        }

        assertThat(slices).hasSizeGreaterThan(5);
        assertThat(MANY)
                .allSatisfy(subject -> assertThat(slices.stream().filter(slice -> slice.holds(subject)))
                        .hasSize(1));
    }

    @Test
    void halfASliceHoldsAboutHalfOfThem() {
        assertThat(MANY.stream().filter(Slice.WHOLE::holds)).hasSameSizeAs(MANY);
        assertThat(MANY.stream().filter(Slice.WHOLE.half()::holds).count()).isBetween(4_700L, 5_300L);
    }

    @Test
    void aSliceOfOneNumberCannotBeCut() {
        Slice slice = Slice.WHOLE;
        int halved = 0;
        for (; slice.divisible(); halved++) {
            slice = slice.half();
        }

        assertThat(halved).isEqualTo(32);
        assertThat(slice.half()).isEqualTo(slice);
    }
}
