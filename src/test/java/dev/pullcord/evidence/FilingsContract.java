package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.FilingState.Move;
import dev.pullcord.evidence.Filings.Drafted;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every place that keeps filings does. */
public abstract class FilingsContract {
    private static final Instant T0 = Sample.T0;

    protected abstract Filings filings();

    protected abstract Platform platform();

    /** The id of a case that there is. */
    protected abstract String aCase();

    @Test
    void filingsOfACaseAreNumbered() {
        String id = aCase();
        Filing first = drafted(id, Optional.empty());
        Filing second = drafted(id, Optional.empty());

        assertThat(first.id()).isEqualTo(id + ".f1");
        assertThat(second.id()).isEqualTo(id + ".f2");
        assertThat(now(filings().ofCase(platform(), id))).containsExactly(first, second);
        assertThat(now(filings().find(platform(), second.id()))).contains(second);
        assertThat(now(filings().find(platform(), id + ".f3"))).isEmpty();
        assertThat(now(filings().find(platform(), "nonsense"))).isEmpty();
    }

    @Test
    void thereIsOneForEachThingItIsFor() {
        String id = aCase();
        List<CompletableFuture<Drafted>> all = IntStream.range(0, 10)
                .mapToObj(n -> filings()
                        .draft(platform(), Sample.draft(id, false), Optional.of("d1/ncmec"), audit(id))
                        .toCompletableFuture())
                .toList();

        List<Drafted> replies = all.stream().map(CompletableFuture::join).toList();

        assertThat(replies.stream().filter(Drafted.Written.class::isInstance)).hasSize(1);
        assertThat(replies.stream().filter(Drafted.Known.class::isInstance)).hasSize(9);
        assertThat(now(filings().ofCase(platform(), id))).hasSize(1);
    }

    @Test
    void noneIsWrittenForACaseThatIsNot() {
        String none = CaseId.create(new Partition(platform().id(), 0), new java.security.SecureRandom());

        assertThat(now(filings().draft(platform(), Sample.draft(none, false), Optional.empty(), audit(none))))
                .isInstanceOf(Drafted.Unknown.class);
    }

    @Test
    void oneMoveWinsOfManyAtOnce() {
        Filing draft = drafted(aCase(), Optional.empty());
        Filing next = draft.moved(Move.CONFIRM, draft.progress());

        List<CompletableFuture<Boolean>> all = IntStream.range(0, 8)
                .mapToObj(n -> filings()
                        .move(platform(), next, n % 2 == 0, audit(draft.caseId()))
                        .toCompletableFuture())
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).filter(won -> won)).hasSize(1);
        assertThat(now(filings().find(platform(), draft.id()))).contains(next);
    }

    @Test
    void whatIsDueIsListedUntilNothingIsToBeDone() {
        Filing draft = drafted(aCase(), Optional.empty());
        Partition partition = CaseId.partition(platform().id(), platform().partitions(), draft.id())
                .orElseThrow();
        Filing confirmed = moved(draft.moved(Move.CONFIRM, draft.progress()));
        Filing going = moved(confirmed.moved(
                Move.SUBMIT, confirmed.progress().in(Filing.Environment.TEST).due(T0.plusSeconds(5))));

        assertThat(now(filings().due(partition, T0.plusSeconds(4), 9))).isEmpty();
        assertThat(now(filings().due(partition, T0.plusSeconds(5), 9))).containsExactly(draft.id());

        moved(going.moved(Move.FAIL, going.progress().still()));

        assertThat(now(filings().due(partition, T0.plusSeconds(5), 9))).isEmpty();
        assertThat(now(filings().newest(platform(), Optional.of(FilingState.FAILED), 9)))
                .extracting(Filing::id)
                .containsExactly(draft.id());
        assertThat(now(filings().newest(platform(), Optional.of(FilingState.DRAFT), 9)))
                .isEmpty();
    }

    @Test
    void theNewestAreNamedWithoutBeingOpened() {
        Filing one = drafted(aCase(), Optional.empty());
        Filing other = drafted(aCase(), Optional.empty());

        assertThat(now(filings().newestIds(platform(), 9))).contains(one.id(), other.id());
        assertThat(now(filings().newestIds(platform(), 9))).doesNotHaveDuplicates();
    }

    private Filing drafted(String caseId, Optional<String> once) {
        return ((Drafted.Written) now(filings().draft(platform(), Sample.draft(caseId, false), once, audit(caseId))))
                .filing();
    }

    private Filing moved(Filing next) {
        assertThat(now(filings().move(platform(), next, false, audit(next.caseId()))))
                .isTrue();
        return next;
    }

    private static AuditDraft audit(String caseId) {
        return AuditDraft.byService(T0, "filing_tested", caseId, Map.of());
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
