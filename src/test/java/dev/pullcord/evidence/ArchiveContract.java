package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.Archive.Kept;
import dev.pullcord.evidence.Archive.Place;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Ground;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every archive does. */
public abstract class ArchiveContract {
    protected static final Instant T0 = Sample.T0;
    private static final Instant ALWAYS = Instant.ofEpochMilli(Long.MAX_VALUE);

    protected abstract Archive archive();

    @Test
    void whatWasKeptIsFoundById() {
        Kept one = kept("tandem", 3, 1, T0, "digest-a", true);
        Kept same = kept("another", 3, 1, T0, "digest-a", true);
        now(archive().keep(List.of(one, same)));

        assertThat(now(archive().find("tandem", one.place().caseId()))).contains(one);
        assertThat(now(archive().find("another", one.place().caseId()))).contains(same);
        assertThat(now(archive().has("tandem", one.place().caseId()))).isTrue();
        assertThat(now(archive().has("nobody", one.place().caseId()))).isFalse();
        assertThat(now(archive().find("tandem", id(3, 2)))).isEmpty();
        assertThat(archive().cases()).isEqualTo(2);
        assertThat(archive().bytes()).isPositive();
    }

    @Test
    void whatIsKeptAgainTakesThePlaceOfWhatWasThere() {
        now(archive().keep(List.of(kept("tandem", 0, 1, T0, "a", true))));
        Kept later = kept("tandem", 0, 1, T0, "b", false);

        now(archive().keep(List.of(later)));

        assertThat(now(archive().find("tandem", later.place().caseId()))).contains(later);
        assertThat(archive().cases()).isEqualTo(1);
        assertThat(newest(Optional.of("a"))).isEmpty();
    }

    @Test
    void casesAreFoundByTimeTheNewestFirstAPageAtATime() {
        List<Kept> all = new ArrayList<>();
        for (int n = 0; n < 25; n++) { // three of each millisecond, over all partitions
            all.add(kept("tandem", n % 4, n, T0.plusMillis(n / 3), "a", true));
        }
        all.add(kept("another", 0, 99, T0, "a", true));
        now(archive().keep(all));
        List<Place> walked = new ArrayList<>();
        List<Place> page = now(archive().newest("tandem", Optional.empty(), ALWAYS, "", 7));
        while (!page.isEmpty()) {
            walked.addAll(page);
            Place last = page.get(page.size() - 1);
            page = now(archive().newest("tandem", Optional.empty(), last.openedAt(), last.caseId(), 7));
        }

        assertThat(walked)
                .containsExactlyElementsOf(all.stream()
                        .map(Kept::place)
                        .filter(place -> place.partition().platform().equals("tandem"))
                        .sorted((a, b) -> a.openedAt().equals(b.openedAt())
                                ? b.caseId().compareTo(a.caseId())
                                : b.openedAt().compareTo(a.openedAt()))
                        .toList());
    }

    @Test
    void casesAreFoundByTheirAccount() {
        Kept old = kept("tandem", 0, 1, T0, "a", true);
        Kept other = kept("tandem", 0, 2, T0, "b", true);
        Kept recent = kept("tandem", 0, 3, T0.plusSeconds(1), "a", true);
        now(archive().keep(List.of(old, other, recent)));

        assertThat(newest(Optional.of("a"))).containsExactly(recent.place(), old.place());
        assertThat(newest(Optional.of("nobody"))).isEmpty();
    }

    @Test
    void aPartitionIsWalkedByItsIds() {
        List<Kept> its = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            its.add(kept("tandem", 1, n, T0.minusSeconds(n), "a", true));
        }
        List<Kept> all = new ArrayList<>(its);
        all.add(kept("tandem", 0, 50, T0, "a", true));
        all.add(kept("tandem", 2, 51, T0, "a", true));
        all.add(kept("another", 1, 52, T0, "a", true));
        now(archive().keep(all));
        Partition partition = new Partition("tandem", 1);
        List<Kept> first = now(archive().each(partition, "", 6));

        assertThat(first).containsExactlyElementsOf(its.subList(0, 6));
        assertThat(now(archive().each(partition, first.get(5).place().caseId(), 6)))
                .containsExactlyElementsOf(its.subList(6, 10));
    }

    @Test
    void whatEndedIsFoundByWhetherItWasAViolation() {
        Kept violation = kept("tandem", 0, 1, T0, "a", true);
        Kept none = kept("tandem", 0, 2, T0, "a", false);
        Kept later = kept("tandem", 0, 3, T0.plusSeconds(9), "a", true);
        Kept elsewhere = kept("tandem", 1, 4, T0, "a", true);
        now(archive().keep(List.of(violation, none, later, elsewhere)));

        assertThat(ended(true, violation.endedAt(), 9))
                .containsExactly(violation.place().caseId());
        assertThat(ended(true, violation.endedAt().minusMillis(1), 9)).isEmpty();
        assertThat(ended(false, ALWAYS, 9)).containsExactly(none.place().caseId());
        assertThat(ended(true, ALWAYS, 9))
                .containsExactly(violation.place().caseId(), later.place().caseId());
        assertThat(ended(true, ALWAYS, 1)).containsExactly(violation.place().caseId());
    }

    @Test
    void whatIsRemovedIsGone() {
        Kept one = kept("tandem", 0, 1, T0, "a", true);
        Kept other = kept("tandem", 0, 2, T0, "a", true);
        Kept same = kept("another", 0, 1, T0, "a", true);
        now(archive().keep(List.of(one, other, same)));

        now(archive().remove("tandem", List.of(one.place().caseId(), id(0, 77))));
        now(archive().remove("tandem", List.of(one.place().caseId())));

        assertThat(now(archive().has("tandem", one.place().caseId()))).isFalse();
        assertThat(newest(Optional.of("a"))).containsExactly(other.place());
        assertThat(now(archive().has("another", one.place().caseId()))).isTrue();
        assertThat(archive().cases()).isEqualTo(2);
    }

    @Test
    void whatIsRememberedIsWhatWasFirst() {
        byte[] first = {1, 2};

        assertThat(now(archive().remembered("key", first))).isEqualTo(first);
        assertThat(now(archive().remembered("key", new byte[] {3}))).isEqualTo(first);
        assertThat(now(archive().remembered("other", new byte[] {3}))).isEqualTo(new byte[] {3});
    }

    private List<Place> newest(Optional<String> account) {
        return now(archive().newest("tandem", account, ALWAYS, "", 100));
    }

    private List<String> ended(boolean violation, Instant before, int max) {
        return now(archive().ended(new Partition("tandem", 0), violation, before, max));
    }

    protected static Kept kept(
            String platform, int partition, int n, Instant openedAt, String account, boolean violation) {
        return new Kept(
                new Place(new Partition(platform, partition), id(partition, n), openedAt),
                openedAt.plus(Duration.ofDays(2)),
                violation,
                account,
                ("sealed " + platform + n + account).getBytes(StandardCharsets.UTF_8));
    }

    private static String id(int partition, int n) {
        return String.format(Locale.ROOT, "c%03x-%020d", partition, n);
    }

    protected static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
