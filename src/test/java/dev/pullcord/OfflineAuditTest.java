package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.Anchors;
import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import dev.pullcord.wire.AuditLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to an export is found, and where; with an anchor, what its maker did to the chains is found too. */
class OfflineAuditTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final ChainId DESK = new ChainId("tandem", 3, ChainId.Hand.DESK);
    private static final ChainId LOOK = new ChainId("tandem", 0, ChainId.Hand.LOOK);

    @TempDir
    Path folder;

    private final List<AuditEntry> entries = new ArrayList<>();
    private List<String> lines;

    @BeforeEach
    void anExport() {
        entries.addAll(chain(LOOK, "n", 4));
        entries.addAll(chain(DESK, "n", 6));
        lines = export(entries);
        assertThat(problems(lines, Anchors.NONE)).isEmpty();
    }

    private static List<AuditEntry> chain(ChainId id, String word, int length) {
        List<AuditEntry> chain = new ArrayList<>();
        for (int seq = 1; seq <= length; seq++) {
            String before = seq == 1 ? AuditChain.GENESIS : chain.get(seq - 2).hash();
            Map<String, String> detail = seq % 3 == 0 ? Map.of() : Map.of(word, "ü" + seq, "q", "say \"so\"");
            chain.add(AuditChain.link(
                    id,
                    seq,
                    before,
                    new AuditDraft(
                            T0.plusSeconds(seq),
                            "mod-1",
                            "lead",
                            "case_viewed",
                            Optional.of("c1").filter(c -> id.equals(DESK)),
                            new TreeMap<>(detail))));
        }
        return chain;
    }

    private static List<String> export(List<AuditEntry> entries) {
        List<String> lines = entries.stream().map(AuditLines::line).collect(Collectors.toCollection(ArrayList::new));
        lines.add(AuditLines.line(new AuditLines.End(T0, Optional.of("tandem"), Optional.empty(), heads(entries))));
        return lines;
    }

    private static List<Verification.Head> heads(List<AuditEntry> entries) {
        return entries.stream()
                .collect(Collectors.toMap(AuditEntry::chain, e -> e, (a, b) -> b, TreeMap::new))
                .values()
                .stream()
                .map(e -> new Verification.Head(e.chain(), e.seq(), e.hash()))
                .toList();
    }

    private static Anchors anchors(List<AuditEntry> known) {
        return new Anchors(known.stream()
                .map(e -> new Anchors.Anchor(T0, heads(List.of(e)).get(0)))
                .toList());
    }

    private List<String> problems(List<String> text, Anchors anchors) {
        return problems((String.join("\n", text) + "\n").getBytes(StandardCharsets.UTF_8), anchors);
    }

    private List<String> problems(byte[] bytes, Anchors anchors) {
        try {
            Path file = Files.write(folder.resolve("export.ndjson"), bytes);
            OfflineAudit.Outcome outcome = OfflineAudit.verify(file, anchors);
            List<String> all = new ArrayList<>(outcome.problems());
            outcome.findings().faults().forEach(fault -> all.add(fault.toString()));
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anyOneByteThatIsChangedIsFoundInItsLine() {
        byte[] whole = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        int line = 1;
        for (int at = 0; at < whole.length - 1; at++) { // the very last byte ends a line that is complete without it
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << (at % 8));

            List<String> problems = problems(bytes, Anchors.NONE);

            assertThat(problems).as("byte %d", at).isNotEmpty();
            String place = line <= entries.size()
                    ? entries.get(line - 1).chain().hand().word() + " "
                            + entries.get(line - 1).seq() + ":"
                    : "line " + line;
            int number = line;
            assertThat(problems)
                    .as("byte %d", at)
                    .anySatisfy(
                            problem -> assertThat(problem.contains(place) || problem.startsWith("line " + number + ":"))
                                    .as(problem)
                                    .isTrue());
            line += whole[at] == '\n' ? 1 : 0;
        }
    }

    @Test
    void aLineThatIsTakenOutIsFoundWhereItStood() {
        for (int i = 0; i < entries.size(); i++) {
            List<String> less = new ArrayList<>(lines);
            less.remove(i);

            AuditEntry gone = entries.get(i);
            assertThat(problems(less, Anchors.NONE))
                    .singleElement()
                    .asString()
                    .contains(gone.chain().hand().word() + " " + gone.seq() + ":");
        }
    }

    @Test
    void aFieldThatIsLeftOutOfALineIsFoundInIt() {
        for (String field : List.of("chain", "previousHash", "hash", "detailDigest", "role", "detail")) {
            List<String> less = new ArrayList<>(lines);
            less.replaceAll(line -> line.replaceFirst(",?\"" + field + "\":(\"[^\"]*\"|\\{[^}]*})", ""));

            assertThat(problems(less, Anchors.NONE)).as(field).isNotEmpty();
        }
    }

    /** A chain that is sound in itself, of a hand or a partition that the export did not have. */
    @Test
    void aWholeChainThatIsPutInIsFound() {
        ChainId clock = new ChainId("tandem", 5, ChainId.Hand.CLOCK);
        List<String> more = new ArrayList<>(lines);
        more.addAll(0, chain(clock, "n", 2).stream().map(AuditLines::line).toList());

        assertThat(problems(more, Anchors.NONE))
                .containsExactly("tandem partition 5, clock 1: the export's last line names no such chain");
    }

    @Test
    void linesThatChangedPlacesAreFoundAtTheFirst() {
        for (int i = 0; i + 1 < entries.size(); i++) {
            if (entries.get(i).chain().equals(entries.get(i + 1).chain())) {
                List<String> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, i, i + 1);

                assertThat(problems(swapped, Anchors.NONE))
                        .singleElement()
                        .asString()
                        .contains(entries.get(i).chain().hand().word() + " "
                                + entries.get(i).seq() + ":");
            }
        }
    }

    @Test
    void anExportThatIsCutOffAnywhereSaysSo() {
        byte[] whole = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length += 7) {
            assertThat(problems(Arrays.copyOf(whole, length), Anchors.NONE))
                    .as("cut at %d", length)
                    .isNotEmpty();
        }
    }

    @Test
    void aTailThatIsCutOffWithItsCountIsFoundByAnAnchorAndLocated() {
        List<AuditEntry> desk = chain(DESK, "n", 6);
        for (int length = 0; length < desk.size(); length++) {
            List<String> cut = export(desk.subList(0, length));

            assertThat(problems(cut, Anchors.NONE)).isEmpty();
            assertThat(problems(cut, anchors(desk.subList(5, 6))))
                    .containsExactly("tandem partition 3, desk " + (length + 1) + ": "
                            + (length == 0 ? "the chain is gone" : "the chain ends before it")
                            + ", but entry 6 was anchored at 2026-03-01T12:00:00.000Z");
        }
    }

    @Test
    void aChainThatIsWrittenAnewIsFoundByAnAnchorAndBounded() {
        List<AuditEntry> first = chain(DESK, "n", 6);
        List<String> anew = export(chain(DESK, "other", 6));

        assertThat(problems(anew, Anchors.NONE)).isEmpty();
        assertThat(problems(anew, anchors(List.of(first.get(2), first.get(5)))))
                .singleElement()
                .asString()
                .startsWith("tandem partition 3, desk 3: is not the entry that was anchored")
                .endsWith("what stands behind entry 0 was written anew");
        // Entry 3 has no detail: up to there nothing differs if the first two do not.
        List<AuditEntry> halves = new ArrayList<>(first.subList(0, 3));
        for (int seq = 4; seq <= 6; seq++) {
            halves.add(AuditChain.link(
                    DESK,
                    seq,
                    halves.get(seq - 2).hash(),
                    new AuditDraft(T0, "mod-2", "lead", "case_viewed", Optional.empty(), new TreeMap<>())));
        }
        assertThat(problems(export(halves), anchors(List.of(first.get(2), first.get(5)))))
                .singleElement()
                .asString()
                .startsWith("tandem partition 3, desk 6:")
                .endsWith("what stands behind entry 3 was written anew");
    }

    @Test
    void aChainThatHasGrownSinceItsAnchorIsWhole() {
        assertThat(problems(lines, anchors(entries.subList(0, 3)))).isEmpty();
    }
}
