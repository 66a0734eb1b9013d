package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pullcord.review.Condition;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Family;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no policy may be: each refusal names the rule, the key and the line. */
class PolicyRefusalsTest {
    private static final String HEAD = "base: default-2026-11-01\nversion: mine\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            network-alone    | risk.families            | risk: {families: [network]}
            network-alone    | risk.opening.families    | risk: {opening: {families: [network]}}
            network-alone    | risk.opening.families    | risk: {opening: {families: [payment, network]}}
            one-family-alone | risk.opening.atLeast     | risk: {opening: {atLeast: 1}}
            forbidden-input  | risk.country             | risk: {country: {de: 0.3}}
            forbidden-input  | risk.signals.language    | risk: {signals: {language: {on: true, weight: 1}}}
            forbidden-input  | risk.families[0]         | risk: {families: [nationality]}
            forbidden-input  | risk.signals.payments.small.KRW | risk: {signals: {payments: {small: {KRW: 500000, EUR: 1}}}}
            forbidden-input  | risk.signals.payments.bands.atMost.KRW | risk: {signals: {payments: {bands: {atMost: {KRW: 5}}}}}
            forbidden-input  | risk.signals.payments.worth | risk: {signals: {payments: {worth: KRW}}}
            forbidden-input  | risk.signals.payments.currency | risk: {signals: {payments: {currency: won}}}
            forbidden-input  | risk.signals.classifiers.labels[1] | risk: {signals: {classifiers: {labels: [csam, KRW]}}}
            forbidden-input  | tree.twoPeople[0].when   | tree: {twoPeople: [{action: warn, when: reporter.country == ''}]}
            two-people       | tree.twoPeople           | tree: {twoPeople: []}
            two-people       | tree.twoPeople           | tree: {twoPeople: [{action: suspend_account, when: hours > 9000}]}
            bounds           | risk.signals.panics.weight | risk: {signals: {panics: {weight: 11}}}
            bounds           | risk.networkCap          | risk: {networkCap: 0.2}
            schema           | triage.riskFactor        | triage: {riskFactor: many}
            schema           | nonsense                 | nonsense: 1
            bounds           | escalation.rounds        | escalation: {rounds: 10}
            unknown-base     | base                     | base: nowhere
            """)
    void aBrokenRuleIsNamedWithItsKey(String rule, String key, String change) {
        String yaml = change.startsWith("base") ? "version: mine\n" + change : HEAD + change;

        BadPolicy refused = catchThrowableOfType(BadPolicy.class, () -> PolicyCodec.read(yaml));

        assertThat(refused.faults()).anySatisfy(fault -> {
            assertThat(fault.rule()).isEqualTo(rule);
            assertThat(fault.key()).isEqualTo(key);
            assertThat(fault.line()).isBetween(2, 3);
        });
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            forbidden-input | country == 'de'
            forbidden-input | language == 'en' && panic
            forbidden-input | reporter.gender == 'female'
            forbidden-input | text != ''
            forbidden-input | currency == 'KRW'
            forbidden-input | amount.currency == 'KRW'
            forbidden-input | subject.name != ''
            forbidden-input | reason == 'nationality'
            unknown-input   | mood == 'bad'
            unknown-input   | permanent
            unknown-word    | reason == 'sextorsion'
            condition       | reason
            condition       | reportCount + 1 > 2
            condition       | reason.matches('grooming')
            condition       | reason.startsWith('grooming')
            condition       | panic &&
            unknown-input   | families.exists(f, f == 'network')
            condition       | panic == 'grooming'
            """)
    void aConditionAsksOnlyWhatItMay(String rule, String when) {
        BadPolicy refused = catchThrowableOfType(BadPolicy.class, () -> PolicyCodec.read(HEAD + lane(when)));

        assertThat(refused.faults().get(0).rule()).isEqualTo(rule);
        assertThat(refused.faults().get(0).key()).isEqualTo("triage.lanes[0].when");
        assertThat(refused.faults().get(0).line()).isEqualTo(5);
    }

    /** Every name there is to ask for: none says who somebody is, where from, or what he pays with. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            triage: {lanes: [{name: l, queue: q, when: mood, clock: 1h, minimum: 1m}]} | [behaviour, families, group, immediateDanger, live, minorInvolved, panic, probability, reason, reportCount]
            escalation: {levels: [{name: l, targets: [lead], tell: [], timeout: 5m, when: mood}]} | [behaviour, families, group, immediateDanger, live, minorInvolved, panic, probability, reason, reportCount]
            tree: {twoPeople: [{action: warn, when: mood}]} | [hours, permanent, voicesTogether]
            """)
    void whatAConditionCanReadIsThisAndNothingElse(String change, String names) {
        assertThatThrownBy(() -> PolicyCodec.read(HEAD + change)).hasMessageContaining("there are " + names);
    }

    @Test
    void aConditionCannotBeMadeDear() {
        String tall = "(".repeat(60) + "panic" + ")".repeat(60);
        String wide = "panic" + " || live".repeat(110);
        String longest = "panic" + " ".repeat(1000) + "&& live";

        for (String when : new String[] {tall, wide, longest}) {
            assertThatThrownBy(() -> PolicyCodec.read(HEAD + lane(when)))
                    .isInstanceOf(BadPolicy.class)
                    .hasMessageContaining("triage.lanes[0].when");
        }
    }

    @Test
    void moreToFearNeverMeansMoreTime() {
        BadPolicy refused = catchThrowableOfType(
                BadPolicy.class,
                () -> PolicyCodec.read(HEAD + lane("minorInvolved").replace("clock: 2m", "clock: 48h")));

        assertThat(refused.faults().get(0).rule()).isEqualTo("clocks-lengthen");
        assertThat(refused.faults().get(0).detail()).contains("a minor");
    }

    @Test
    void whatWasObservedGivesNoMoreTime() {
        BadPolicy refused = catchThrowableOfType(
                BadPolicy.class,
                () -> PolicyCodec.read(HEAD + lane("behaviour >= 0.5").replace("clock: 2m", "clock: 48h")));

        assertThat(refused.faults().get(0).rule()).isEqualTo("clocks-lengthen");
        assertThat(refused.faults().get(0).detail()).contains("what was observed");
    }

    @Test
    void theLastLaneTakesAll() {
        BadPolicy refused = catchThrowableOfType(
                BadPolicy.class,
                () -> PolicyCodec.read(HEAD + lane("panic").replace("when: 'true'", "when: reason == 'hate'")));

        assertThat(refused.faults().get(0).rule()).isEqualTo("lane-missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"risk: &r {networkCap: 0.01}", "risk: *r", "version: other"})
    void whatIsNotPlainIsNotGuessed(String line) {
        assertThatThrownBy(() -> PolicyCodec.read(HEAD + line + "\n")).isInstanceOf(BadPolicy.class);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        BadPolicy refused = catchThrowableOfType(
                BadPolicy.class,
                () -> PolicyCodec.read(HEAD + "risk: {networkCap: 1, minorFloor: 5}\ntriage: {riskFactor: 3}\n"));

        assertThat(refused.faults())
                .extracting(BadPolicy.Fault::key)
                .contains("risk.networkCap", "risk.minorFloor", "triage.riskFactor");
    }

    @Test
    void anOverlayIsTheBaseWithItsChanges() {
        PolicyPack base = PolicyCodec.defaults();
        PolicyPack eu = PolicyCodec.pack("eu-report-only").pack();

        assertThat(eu.risk().families()).containsExactly(Family.VOICE);
        assertThat(eu.risk().prior()).isEqualTo(base.risk().prior());
        assertThat(eu.triage().gravity()).isEqualTo(base.triage().gravity());
        assertThat(PolicyCodec.pack("us").pack().triage().queues()).contains("intimate-images");
    }

    @Test
    void whatIsKeptReadsAsWhatWasWritten() {
        for (String name : PolicyCodec.PACKS) {
            PolicyDocument written = PolicyCodec.pack(name);

            PolicyDocument kept = PolicyCodec.stored(written.whole());

            assertThat(kept).isEqualTo(written);
        }
    }

    @Test
    void theDigestIsTheContentsAndNotTheLayouts() {
        String one = HEAD + "risk: {networkCap: 0.01, minorFloor: 0.2}\n";
        String same =
                "version: mine\n# a remark\nbase: default-2026-11-01\nrisk:\n  minorFloor: 0.20\n  networkCap: 0.01\n";
        String other = HEAD + "risk: {networkCap: 0.02, minorFloor: 0.2}\n";

        assertThat(digest(same)).isEqualTo(digest(one));
        assertThat(digest(other)).isNotEqualTo(digest(one));
    }

    @Test
    void whatCannotBeAnsweredHolds() {
        Condition condition = CelConditions.compile(Condition.Of.LANE, "reportCount > 5");
        Map<String, Object> broken = Map.of("reportCount", "many");

        assertThat(condition.holds(broken::get)).isTrue();
        assertThat(condition.holds(name -> 3L)).isFalse();
        assertThat(CelConditions.compile(Condition.Of.LANE, "panic").holds(name -> {
                    throw new IllegalArgumentException("condition: there is no '" + name + "' here");
                }))
                .isTrue();
    }

    private static String digest(String yaml) {
        return PolicyCodec.document(yaml, PolicyCodec::shipped).digest();
    }

    private static String lane(String when) {
        return """
                triage:
                  lanes:
                    - {name: first, queue: first, clock: 2m, minimum: 2m, when: "%s"}
                    - {name: other, queue: general, clock: 24h, minimum: 1h, when: 'true'}
                """.formatted(when);
    }

    @Test
    void aVersionIsFoundByItsNameOnlyIfItIsShipped() {
        assertThat(PolicyCodec.shipped("default-2026-11-01")).isPresent();
        assertThat(PolicyCodec.shipped("mine")).isEqualTo(Optional.empty());
    }
}
