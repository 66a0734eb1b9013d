package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chains cannot tell by themselves, the kept heads tell. */
class AuditHeadsTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final ChainId CHAIN = new ChainId("tandem", 3, ChainId.Hand.DESK);

    @TempDir
    Path folder;

    private final List<AuditEntry> entries = new ArrayList<>();
    private Path file;

    @BeforeEach
    void threeEntriesAreWalkedAndTheirHeadIsKept() {
        file = folder.resolve("audit-heads.ndjson");
        write("a", "b", "c");
        assertThat(verify()).isEmpty();
    }

    @Test
    void aChainThatHasGrownIsWhole() {
        write("d");

        assertThat(verify()).isEmpty();
        assertThat(verify()).isEmpty();
    }

    @Test
    void aChainThatIsGoneIsMissed() {
        entries.clear();

        assertThat(verify())
                .containsExactly("tandem partition 3, desk 1: the chain is gone, but had 3 entries at " + T0);
        assertThat(verify()).hasSize(1);
    }

    @Test
    void anEndThatIsCutOffWithTheStoresCountIsMissed() {
        entries.remove(2);

        assertThat(verify())
                .containsExactly("tandem partition 3, desk 3: the chain ends before it, but had 3 entries at " + T0);
    }

    @Test
    void severalThatAreCutOffAreMissedAtTheFirstOfThem() {
        entries.remove(2);
        entries.remove(1);

        assertThat(verify())
                .containsExactly("tandem partition 3, desk 2: the chain ends before it, but had 3 entries at " + T0);
    }

    @Test
    void aChainThatIsWrittenAnewIsFound() {
        entries.clear();
        write("a", "x", "c", "d");

        assertThat(verify()).containsExactly("tandem partition 3, desk 3: is not the entry that stood there at " + T0);
    }

    @Test
    void halfALineOfACrashIsPassedOver() throws IOException {
        Files.writeString(file, "{\"at\":", StandardOpenOption.APPEND);
        write("d");
        assertThat(verify()).isEmpty();

        entries.remove(3);

        assertThat(verify()).singleElement().asString().contains("desk 4: the chain ends before it");
    }

    /** As the command does: walks, compares, keeps what is sound. */
    private List<String> verify() {
        AuditHeads heads = new AuditHeads(file);
        AuditLog log = new Log();
        Verification.Findings findings = Registrar.await(new Verification(log, 2).run(List.of(CHAIN)));
        assertThat(findings.faults()).isEmpty();
        List<Verification.Fault> lost = heads.compare(log, List.of(CHAIN));
        if (lost.isEmpty()) {
            heads.keep(findings.heads(), T0);
        }
        return lost.stream().map(Verification.Fault::toString).toList();
    }

    private void write(String... verbs) {
        for (String verb : verbs) {
            String before = entries.isEmpty()
                    ? AuditChain.GENESIS
                    : entries.get(entries.size() - 1).hash();
            entries.add(AuditChain.link(
                    CHAIN,
                    entries.size() + 1L,
                    before,
                    new AuditDraft(T0, "mod-1", "lead", verb, Optional.empty(), new TreeMap<>())));
        }
    }

    /** Knows no more of how far it went than what is there, as a store whose count was cut too. */
    private final class Log implements AuditLog {
        @Override
        public CompletionStage<Boolean> appendOnce(ChainId chain, String id, AuditDraft draft) {
            return append(chain, draft).thenApply(appended -> true);
        }

        @Override
        public CompletionStage<AuditEntry> append(ChainId chain, AuditDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<AuditEntry>> read(ChainId chain, long fromSeq, int max) {
            return CompletableFuture.completedFuture(
                    entries.stream().filter(e -> e.seq() >= fromSeq).limit(max).toList());
        }

        @Override
        public CompletionStage<Long> written(ChainId chain) {
            return CompletableFuture.completedFuture((long) entries.size());
        }

        @Override
        public CompletionStage<Optional<String>> document(AuditEntry entry) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }
}
