package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.TriagePolicy;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Risk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCodecTest {
    private static final String DEFAULT = text();

    private static final Risk ONE_VOICE = risk(said("USR-1", 1.5));

    @Test
    void theDefaultPackReadsAsItIsWritten() {
        PolicyPack pack = PolicyCodec.defaults();

        assertThat(pack.version()).isEqualTo("default-2026-11-01");
        assertThat(pack.risk().families()).containsExactlyInAnyOrder(Family.values());
        assertThat(pack.risk().networkCap()).isEqualTo(0.05);
        assertThat(pack.risk().signals().withdrawals().window()).isEqualTo(Duration.ofMinutes(30));
        assertThat(pack.risk().signals().payments().small()).isEqualTo(35);
        assertThat(pack.risk().signals().payments().worth().perEuro())
                .hasSize(31)
                .containsEntry("EUR", 1.0);
        assertThat(pack.triage().lanes())
                .extracting(TriagePolicy.Lane::name)
                .containsExactly(
                        "panic_live",
                        "threat_to_life",
                        "corroborated",
                        "minor_involved",
                        "sextortion",
                        "coercion",
                        "other");
        assertThat(pack.triage().queues())
                .containsExactly(
                        "panic", "threat-to-life", "corroborated", "minors", "sextortion", "coercion", "general");
        assertThat(pack.triage().lanes())
                .extracting(TriagePolicy.Lane::clock)
                .containsExactly(
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30),
                        Duration.ofHours(24));
    }

    @Test
    void everyReasonHasACodeByItsName() {
        for (Reason reason : Reason.values()) {
            assertThat(PolicyCodec.defaults()
                            .tree()
                            .find(reason.code())
                            .orElseThrow()
                            .reason())
                    .isEqualTo(reason);
        }
        assertThat(PolicyCodec.defaults().tree().find("no_such")).isEmpty();
    }

    @Test
    void onlyASuspensionWithoutEndTakesTwo() {
        PolicyPack pack = PolicyCodec.defaults();

        assertThat(pack.tree().takesTwo(order(ActionType.SUSPEND_ACCOUNT, Optional.empty()), ONE_VOICE))
                .isTrue();
        assertThat(pack.tree().takesTwo(order(ActionType.SUSPEND_ACCOUNT, Optional.of(Duration.ofDays(7))), ONE_VOICE))
                .isFalse();
        assertThat(pack.tree().takesTwo(order(ActionType.REMOVE_PARTICIPANT, Optional.empty()), ONE_VOICE))
                .isFalse();
        assertThat(pack.tree()
                        .takesTwo(
                                List.of(
                                        order(ActionType.WARN, Optional.empty()),
                                        order(ActionType.SUSPEND_ACCOUNT, Optional.empty())),
                                ONE_VOICE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "eu-report-only", "us"})
    void nobodySuspendsAloneWhereOnlyVoicesSpeakThatMayBeOneAnothersEcho(String pack) {
        PolicyTree tree = PolicyCodec.pack(pack).pack().tree();
        ActionOrder week = order(ActionType.SUSPEND_ACCOUNT, Optional.of(Duration.ofDays(7)));

        assertThat(tree.takesTwo(week, ONE_VOICE)).isFalse();
        assertThat(tree.takesTwo(week, risk(said("USR-1", 1.5), said("USR-1/together", -0.7))))
                .isTrue();
        assertThat(tree.takesTwo(week, risk(said("USR-1", 1.5), said("USR-1/together", -0.7), seen("PAY-1", 0.6))))
                .as("something was seen as well")
                .isFalse();
        assertThat(tree.takesTwo(
                        order(ActionType.REMOVE_PARTICIPANT, Optional.empty()), risk(said("USR-1/together", -0.7))))
                .as("out of the meeting goes at once")
                .isFalse();
    }

    private static Risk risk(Contribution... contributions) {
        return new Risk(0, 0, 0.5, List.of(contributions));
    }

    private static Contribution said(String signal, double counts) {
        return new Contribution(signal, Family.VOICE, counts, counts, 1, Instant.EPOCH, "", "");
    }

    private static Contribution seen(String signal, double counts) {
        return new Contribution(signal, Family.PAYMENT, counts, counts, 1, Instant.EPOCH, "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "eu-report-only", "us"})
    void noPackLetsOnePersonTakeSomebodysLivingForGoodOrUndoWhatTwoDecided(String pack) {
        PolicyTree tree = PolicyCodec.pack(pack).pack().tree();

        assertThat(tree.takesTwo(order(ActionType.HOLD_PAYOUT, Optional.empty()), ONE_VOICE))
                .isTrue();
        assertThat(tree.takesTwo(order(ActionType.HOLD_PAYOUT, Optional.of(Duration.ofDays(7))), ONE_VOICE))
                .isFalse();
        assertThat(tree.takesTwo(order(ActionType.REINSTATE_ACCOUNT, Optional.empty()), ONE_VOICE))
                .isTrue();
        assertThat(tree.takesTwo(order(ActionType.RELEASE_PAYOUT, Optional.empty()), ONE_VOICE))
                .isTrue();
    }

    @ParameterizedTest(name = "{1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            unreported: 0.01             | unreported: 0                 | risk.prior.unreported: 0.0
            unreported: 0.01             | unreported: 1.2               | risk.prior.unreported: 1.2
            unreported: 0.01             | unreported: .nan              | risk.prior.unreported: Malformed numeric value '.nan'
            unreported: 0.01             | unreported: .inf              | risk.prior.unreported: Malformed numeric value '.inf'
            unreported: 0.01             | unreported: many              | risk.prior.unreported
            unreported: 0.01             | unreported: '0.01'            | risk.prior.unreported
            unreported: 0.01             | unreported: null              | risk.prior.unreported: is missing
            unreported: 0.01             | x: 0.01                       | risk.prior.unreported: is missing
            unreported: 0.01             | unreported: 0.01\\n    x: 1   | risk.prior.x: is no key
            {minors: 0.08, coercion      | {coercion                     | risk.prior.reported.minors: is missing
            {minors: 0.08                | {minors: 0.001                | risk.prior.reported.minors: 0.001 is below
            {minors: 0.08                | {miners: 0.08                 | risk.prior.reported: 'miners' is no known Group
            halfLife: 90d #              | halfLife: 90 #                | risk.prior.halfLife: '90' is no time
            halfLife: 90d #              | halfLife: 5000d #             | risk.prior.halfLife: PT120000H
            halfLife: 90d #              | halfLife: 0d #                | risk.prior.halfLife: PT0S
            [voice, payment,             | [voice, country,              | risk.families[1]: 'country' is no known Family
            [voice, payment,             | [voices, payment,             | risk.families[0]: 'voices'
            {voice: 4.0,                 | {voice: -4.0,                 | risk.saturation.voice: -4.0
            {voice: 4.0,                 | {                             | risk.saturation.voice: is missing
            probability: 0.12            | probability: 12               | risk.opening.probability: 12.0
            familyMinimum: 0.5           | familyMinimum: 0              | risk.opening.familyMinimum: 0.0
            margin: 0.7                  | margin: -1                    | risk.opening.margin: -1.0
            networkCap: 0.05             | networkCap: 0.06              | risk.networkCap: 0.06
            minorFloor: 0.1              | minorFloor: 1                 | risk.minorFloor: 1.0
            truePositive: 0.6            | truePositive: 0.1             | risk.signals.flags.rates.life.falsePositive: 0.12
            truePositive: 0.6            | truePositive: 6               | risk.signals.flags.rates.life.truePositive: 6.0
            scale: {harassment: 0.8      | scale: {harassment: 80        | risk.signals.flags.scale.harassment: 80.0
            scale: {harassment: 0.8      | scale: {nationality: 0.8      | risk.signals.flags.scale: 'nationality' is no known Reason
            danger: 0.7                  | danger: 70                    | risk.signals.flags.danger: 70.0
            on: true                     | on: yes please                | risk.signals.flags.on
            weight: 1.6                  | weight: -1.6                  | risk.signals.panics.weight: -1.6
            window: 30m                  | window: 1s                    | risk.signals.withdrawals.window: PT1S
            weight: 0.2, remembered: 32  | weight: 0.2, remembered: 6400 | risk.signals.blocks.remembered: 6400
            weight: 0.2, remembered: 32  | weight: 0.2, remembered: 6.5  | risk.signals.blocks.remembered
            fromCount: 3                 | fromCount: 1                  | risk.signals.payments.fromCount: 1.0
            toCount: 24                  | toCount: 2                    | risk.signals.payments.toCount: 2.0
            small: 35                    | small: 0                      | risk.signals.payments.small: 0.0
            small: 35                    | small: 35\\n      small: 3   | risk.signals.payments: Duplicate field 'small'
            worth: ecb-2025-10-21        | worth: of-our-own             | risk.signals.payments.worth: 'of-our-own' is no known table
            factor: 5                    | factor: 0.5                   | risk.signals.contacts.factor: 0.5
            usual: 14d                   | usual: 1h                     | risk.signals.contacts.usual: PT1H is not above recent
            accepted: 0.3                | accepted: 3                   | risk.signals.contacts.accepted: 3.0
            {vpn: 0.1                    | {home: 0.1                    | risk.signals.networks.weight: 'home'
            tor: 0.25                    | tor: 25                       | risk.signals.networks.weight.tor: 25.0
            tor: 0.25}, pause: 1d        | tor: 0.25}, pause: 1s         | risk.signals.networks.pause: PT1S
            trend: 0.6                   | trend: 6                      | risk.signals.escalations.trend: 6.0
            from: 5, trend               | from: 9, trend                | risk.signals.escalations.from: 9.0
            window: 30m, remembered: 12  | window: 1s, remembered: 12    | risk.signals.paidCalls.window: PT1S
            from: 8, to: 24              | from: 8, to: 40               | risk.signals.payers.remembered: 32.0
            weight: 0.6, from: 2         | weight: 0.6, from: 20         | risk.signals.paidReports.remembered: 12.0
            from: 5, pause: 30d          | from: 50, pause: 30d         | risk.signals.overlaps.from: 50.0
            weight: 0.1, pause: 1d       | weight: 0.9, pause: 1d        | risk.signals.oddPayments.weight: 0.9
            returning: 1.5               | returning: 15                 | risk.signals.oneWayMeetings.returning: 15.0
            longest: 90m                 | longest: 0m                   | risk.signals.recreatedRooms.longest: PT0S
            share: 0.6                   | share: 0.1                    | risk.signals.ageGaps.share: 0.1
            adults: [adult,              | adults: [teen,                | risk.signals.ageGaps.minors: 'teen' is an adult's too
            adults: [adult,              | adults: [female-gender,       | risk.signals.ageGaps.adults: 'female-gender' is no word for an age
            minors: [minor,              | minors: [filipino,            | risk.signals.ageGaps.minors: 'filipino' is no word for an age
            similarity: 0.8              | similarity: 8                 | risk.signals.recruiting.similarity: 8.0
            window: 48h, from: 3         | window: 48h, from: 0          | risk.signals.pushes.from: 0.0
            repeat: 1.5                  | repeat: 0.5                   | risk.signals.cycles.repeat: 0.5
            count: 50                    | count: 1                      | risk.signals.harvests.count: 1.0
            young: 30d                   | young: 30d, country: 1        | risk.signals.reusedDevices.country: is no key of a policy
            network: 0.25, from: 2       | network: 2.5, from: 2         | risk.signals.origins.network: 2.5
            weight: 0.1, remembered: 16  | weight: 0.5, remembered: 16   | risk.signals.nearPanics.weight: 0.5
            - hate                       | - grooming                    | triage.gravity: 'grooming' stands twice
            - hate                       | - rudeness                    | triage.gravity[13]: 'rudeness' is no known Reason
            ['threat_to_life', 'self     | ['threat', 'self              | triage.lanes[1].when: 'threat' is no reason
            when: 'true', clock          | when: panic, clock            | triage.lanes: the last lane must take all
            when: minorInvolved          | when: []                      | triage.lanes[3].when
            when: minorInvolved          | when: country == ''           | triage.lanes[3].when: 'country' can be no input
            clock: 15m                   | clock: 4m                     | triage.lanes[3].minimum: PT5M is outside 1 s … the clock
            clock: 15m                   | clock: 0s                     | triage.lanes[3].clock: PT0S
            name: sextortion             | name: other                   | triage.lanes[6].name: 'other'
            queue: minors                | queue: Minors!                | triage.lanes[3].queue: 'Minors!'
            riskFactor: 0.25             | riskFactor: 0                 | triage.riskFactor: 0.0
            liveFactor: 0.5              | liveFactor: 1.5               | triage.liveFactor: 1.5
            reservedShare: 0.2           | reservedShare: 0.9            | triage.reservedShare: 0.9
            lanesAhead: 3                | lanesAhead: 33                | triage.lanesAhead: 33
            crowd: 4                     | crowd: 1                      | triage.crowd: 1
            skippedFor: 30m              | skippedFor: 2d                | triage.skippedFor: PT48H
            code: grooming,              | code: Grooming,               | tree.codes[1].code: 'Grooming'
            code: grooming,              | code: hate,                   | tree.codes[11].code: 'hate' stands twice
            code: grooming,              | code: grooming.a,             | tree.codes: none is named by the reason 'grooming'
            title: Hate,                 | title: ' ',                   | tree.codes[11].title: is empty for 'hate'
            action: suspend_account      | action: ban                   | tree.twoPeople[0].action: 'ban'
            , when: permanent            | , when: minorInvolved         | tree.twoPeople[0].when: 'minorInvolved' is no input here
            version: default-2026-11-01  | version: 'De fault'           | version: 'De fault'
            version: default-2026-11-01  | versions: x                   | version: is missing
            """)
    void whatMakesNoSenseDiesNamingKeyAndValue(String from, String to, String message) {
        assertThat(DEFAULT).contains(from);

        assertThatThrownBy(() -> PolicyCodec.read(
                        DEFAULT.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to.replace("\\n", "\n")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---", "[]", "a: [", "\0", "version: x", "just words"})
    void whatIsNoPolicyIsRefused(String yaml) {
        assertThatThrownBy(() -> PolicyCodec.read(yaml)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecondDocumentIsNotOverlooked() {
        assertThatThrownBy(() -> PolicyCodec.read(DEFAULT + "\n---\nversion: other\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ActionOrder order(ActionType type, Optional<Duration> duration) {
        return new ActionOrder("c000-x.d1.a1", type, Target.account("a"), duration);
    }

    private static String text() {
        try (InputStream in = PolicyCodecTest.class.getResourceAsStream("/policies/default.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
