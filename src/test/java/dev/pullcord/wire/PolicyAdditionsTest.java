package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.risk.SignalPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy that was put in force before there was a key must not stop a node that knows it. */
class PolicyAdditionsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static String without(String parent, String key) throws Exception {
        JsonNode tree = JSON.readTree(PolicyCodec.pack("us").whole());
        ((ObjectNode) tree.at(parent.equals("/") ? "" : parent)).remove(key);
        return tree.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "/, plans",
        "/, retention",
        "/triage, skippedFor",
        "/triage, sample",
        "/triage, lanesAhead",
        "/triage, crowd",
        "/risk/signals, reporters",
        "/risk/signals/reporters, decider",
        "/risk/signals/reporters, misuse",
        "/risk/signals/reporters/together, guest",
        "/risk/signals, overlaps",
        "/risk/signals, paidReports",
        "/risk/signals, matches",
        "/risk/signals, classifiers",
        "/risk/signals/withdrawals, slip"
    })
    void aKeptPolicyHasWhatIsNewerThanItAsTheShippedOneDoes(String parent, String key) throws Exception {
        PolicyDocument kept = PolicyCodec.stored(without(parent, key));

        assertThat(kept).isEqualTo(PolicyCodec.pack("us"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, plans",
        "/, retention",
        "/triage, skippedFor",
        "/triage, sample",
        "/triage, lanesAhead",
        "/triage, crowd",
        "/risk/signals, reporters",
        "/risk/signals/reporters, decider",
        "/risk/signals/reporters, misuse",
        "/risk/signals/reporters/together, guest",
        "/risk/signals, overlaps",
        "/risk/signals, paidReports",
        "/risk/signals, matches",
        "/risk/signals, classifiers",
        "/risk/signals/withdrawals, slip"
    })
    void oneThatIsWrittenTodayMustSayIt(String parent, String key) throws Exception {
        String written = without(parent, key);

        assertThatThrownBy(() -> PolicyCodec.read(written)).hasMessageContaining(key);
    }

    @Test
    void aPolicyThatSaidWhatIsSmallForEachCurrencySaysItInEuros() throws Exception {
        ObjectNode kept = (ObjectNode) JSON.readTree(PolicyCodec.pack("us").whole());
        ObjectNode payments = (ObjectNode) kept.at("/risk/signals/payments");
        payments.remove("small");
        payments.remove("worth");
        payments.putObject("bands")
                .put("asOf", "2026-11-01")
                .put("source", "ours")
                .putObject("atMost")
                .put("EUR", 2750)
                .put("KRW", 1);

        SignalPolicy.Payments read =
                PolicyCodec.stored(kept.toString()).pack().risk().signals().payments();

        assertThat(read.small()).isEqualTo(27.5);
        assertThat(read.worth().perEuro()).containsKeys("EUR", "KRW");
    }

    @Test
    void whatWasAlwaysThereIsNotFilledIn() throws Exception {
        String broken = without("/triage", "lanes");

        assertThatThrownBy(() -> PolicyCodec.stored(broken))
                .isInstanceOf(BadPolicy.class)
                .hasMessageContaining("lanes");
    }
}
