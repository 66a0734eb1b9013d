package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.FilingState.Move;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All cells of the table: a row for each state, a column for each move; a dot where the move is not allowed. */
class FilingStateTest {
    private static final String TABLE = """
            .          revise confirm   submit     proceed    deliver   receipt   fail   retract   withdraw   withdrawn take       again
            draft      draft  confirmed .          .          .         .         .      retracted .          .         .          .
            confirmed  draft  .         submitting .          .         .         .      retracted .          .         .          .
            submitting .      .         .          submitting submitted receipted failed .         retracting .         submitting .
            submitted  .      .         .          .          .         receipted .      .         .          .         .          .
            receipted  .      .         .          .          .         .         .      .         .          .         .          receipted
            retracting .      .         .          retracting submitted receipted failed .         .          retracted .          .
            retracted  .      .         .          .          .         .         .      .         .          .         .          .
            failed     draft  .         submitting .          .         .         .      retracted retracting .         .          .
            """;

    @Test
    void everyMoveLeadsWhereTheTableSays() {
        List<String[]> rows =
                TABLE.lines().map(line -> line.strip().split(" +")).toList();
        Map<String, String> wanted = new LinkedHashMap<>();
        Map<String, String> is = new LinkedHashMap<>();
        for (String[] row : rows.subList(1, rows.size())) {
            FilingState from = FilingState.ofWord(row[0]).orElseThrow();
            for (int i = 1; i < row.length; i++) {
                String cell = from.word() + " " + rows.get(0)[i];
                wanted.put(cell, row[i]);
                is.put(
                        cell,
                        from.after(Move.valueOf(rows.get(0)[i].toUpperCase(java.util.Locale.ROOT)))
                                .map(FilingState::word)
                                .orElse("."));
            }
        }
        assertThat(wanted).hasSize(FilingState.values().length * Move.values().length);
        assertThat(is).isEqualTo(wanted);
    }
}
