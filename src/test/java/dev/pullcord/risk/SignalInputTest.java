package dev.pullcord.risk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.pullcord.intake.Body;
import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.SampleEvents;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a person is must not weigh: this walks every way by which it could get in. */
class SignalInputTest {
    private static final Worth WORTH =
            PolicyCodec.defaults().risk().signals().payments().worth();

    private static final String MARK = "UNTOUCHABLE";
    private static final List<String> NEVER = List.of(
            "country",
            "countryCode",
            "nationality",
            "language",
            "locale",
            "gender",
            "sexualOrientation",
            "ethnicity",
            "religion",
            "race",
            "region",
            "city",
            "timezone",
            "currency",
            "ipAddress",
            "displayName",
            "text",
            "description",
            "birthplace");

    @Test
    void whatASignalCanReadIsThisAndNothingElse() {
        Map<String, String> components = new HashMap<>();
        for (RecordComponent c : SignalInput.class.getRecordComponents()) {
            components.put(c.getName(), c.getGenericType().getTypeName().replaceAll("[a-z]+\\.", ""));
        }

        assertThat(components)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("kind", "SignalInput$Kind"),
                        Map.entry("atMs", "long"),
                        Map.entry("logId", "String"),
                        Map.entry("concerns", "Optional<String>"),
                        Map.entry("reason", "Optional<Reason>"),
                        Map.entry("immediateDanger", "boolean"),
                        Map.entry("minorInvolved", "boolean"),
                        Map.entry("reporter", "String"),
                        Map.entry("place", "String"),
                        Map.entry("observed", "Optional<Observation$Kind>"),
                        Map.entry("own", "boolean"),
                        Map.entry("origin", "String"),
                        Map.entry("witnesses", "int"),
                        Map.entry("counterparty", "String"),
                        Map.entry("paid", "boolean"),
                        Map.entry("euros", "double"),
                        Map.entry("attributes", "Map<String, Object>"),
                        Map.entry("beside", "Beside")));
        assertThat(Beside.class.getRecordComponents())
                .extracting(RecordComponent::getName)
                .containsExactly(
                        "origin",
                        "sanctionedOnDevice",
                        "publishersOnDevice",
                        "publishersOnNetwork",
                        "payersInCommon",
                        "reporter");
        assertThat(Beside.class.getRecordComponents())
                .filteredOn(c -> !List.of("origin", "reporter").contains(c.getName()))
                .allSatisfy(c -> assertThat(c.getType()).isEqualTo(int.class));
        assertThat(TrackRecord.class.getRecordComponents())
                .extracting(c ->
                        c.getName() + " " + c.getGenericType().getTypeName().replaceAll("[a-z]+\\.", ""))
                .containsExactly(
                        "right Map<Reason$Group, Double>",
                        "wrong Map<Reason$Group, Double>",
                        "origins List<TrackRecord$Origin>",
                        "lowered boolean");
        assertThat(TrackRecord.Kind.values())
                .extracting(Enum::name)
                .containsExactly("DEVICE", "NETWORK", "CREATED", "TARGETS", "GUEST");
        assertThat(SignalInput.ATTRIBUTES)
                .isEqualTo(Map.ofEntries(
                        Map.entry(Observation.Kind.PAYMENT, Set.of("round", "late", "descriptionClass")),
                        Map.entry(
                                Observation.Kind.CONTACT_REQUESTED,
                                Set.of("accepted", "mutual", "ageBand", "counterpartyAgeBand", "ageVerified")),
                        Map.entry(Observation.Kind.LINK_SHARED, Set.of("domainClass")),
                        Map.entry(Observation.Kind.PROFILE_CHANGED, Set.of("ageBandBefore", "ageBandAfter")),
                        Map.entry(Observation.Kind.NETWORK_SEEN, Set.of("class")),
                        Map.entry(Observation.Kind.CONTACTS_VIEWED, Set.of("count")),
                        Map.entry(Observation.Kind.ORIGIN_SHARED, Set.of("shared", "others")),
                        Map.entry(Observation.Kind.MESSAGE_BURST, Set.of("recipients", "similarity")),
                        Map.entry(
                                Observation.Kind.FLAG_JUDGED,
                                Set.of("group", "conclusion", "before", "decider", "deciderBefore")),
                        Map.entry(Observation.Kind.FLAGS_LOWERED, Set.of("measure", "untilMs", "takenBack")),
                        Map.entry(
                                Observation.Kind.MEETING_ATTENDED,
                                Set.of(
                                        "people",
                                        "publishing",
                                        "published",
                                        "returning",
                                        "restricted",
                                        "paid",
                                        "hosted",
                                        "seconds",
                                        "noticeSeconds",
                                        "panics")),
                        Map.entry(Observation.Kind.HASH_MATCHED, Set.of("bank")),
                        Map.entry(Observation.Kind.CLASSIFIER_SCORED, Set.of("label", "score"))));
    }

    /** The samples hold every field of the contract, which another test sees to. */
    @Test
    void whatASignalMayReadIsWhatAPlatformCanSend() {
        SignalInput.ATTRIBUTES.forEach((kind, names) -> {
            if (!kind.isOffered()) {
                return;
            }
            String sample =
                    SampleEvents.all().get("signal.observed " + kind.code()).toString();
            Observation observation = (Observation) EventCodec.decode(sample).body();
            Set<String> sent = new HashSet<>(names);
            sent.remove("panics"); // said by the service alone

            assertThat(observation.attributes().keySet()).as(kind.code()).containsAll(sent);
        });
    }

    @Test
    void noWordNameOrAttributeOutsideTheListGetsThrough() {
        for (Body body : bodies(MARK, MARK)) {
            Optional<SignalInput> in = SignalInput.of(Story.ofAnna().log(body), Beside.NOTHING, WORTH);

            assertThat(in).hasValueSatisfying(i -> assertThat(i.toString()).doesNotContain(MARK));
        }
    }

    @Test
    void whoAPersonIsChangesNothing() {
        RiskModel model = new RiskModel(PolicyCodec.defaults().risk());
        RiskState one = RiskState.EMPTY;
        RiskState other = RiskState.EMPTY;
        Story story = Story.ofAnna();
        Story same = Story.ofAnna();
        for (int round = 0; round < 30; round++) {
            for (Body body : bodies("de", "female")) {
                one = model.fold(one, story.after(Duration.ofMinutes(1)).log(body));
            }
            for (Body body : bodies("ph", "male")) {
                other = model.fold(other, same.after(Duration.ofMinutes(1)).log(body));
            }
        }

        assertThat(one).isEqualTo(other);
        assertThat(one.notes()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country",
                "countryCode",
                "nationality",
                "Language",
                "locale",
                "gender",
                "sexualOrientation",
                "ethnicity",
                "religion",
                "race",
                "region",
                "city",
                "geoHash",
                "timezone",
                "ipAddress",
                "displayName",
                "description"
            })
    void anAttributeThatSaysWhoAPersonIsCannotBePutOnTheList(String name) {
        Map<Observation.Kind, Set<String>> list = new EnumMap<>(SignalInput.ATTRIBUTES);
        list.put(Observation.Kind.PAYMENT, Set.of("rail", name));

        assertThatThrownBy(() -> SignalInput.refuseForbidden(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "' of payment");
    }

    /** A currency says where somebody is from: whatever is paid in, the same worth comes to the same risk. */
    @Test
    void noMoneyWeighsMoreThanOther() {
        RiskModel model = new RiskModel(PolicyCodec.defaults().risk());
        RiskState euros = payments(model, "EUR", 1);

        assertThat(euros.notes()).extracting(RiskState.Note::signal).contains("PAY-1", "PAY-2");
        WORTH.perEuro().forEach((currency, rate) -> {
            RiskState same = payments(model, currency, rate);

            assertThat(same.sums()).as(currency).isEqualTo(euros.sums());
            assertThat(same.notes()).as(currency).isEqualTo(euros.notes());
        });
    }

    private static RiskState payments(RiskModel model, String currency, double rate) {
        double units = Math.pow(10, Currency.getInstance(currency).getDefaultFractionDigits());
        RiskState state = RiskState.EMPTY;
        Story story = Story.ofAnna();
        for (double euros : new double[] {10, 12, 15, 20, 30, 33, 36, 50}) {
            long minor = Math.round(euros * rate * units);
            state = model.fold(state, story.after(Duration.ofDays(2)).payment("p", minor, currency));
        }
        return state;
    }

    @Test
    void signalsSeeNothingOfIntakeButKinds() {
        classes()
                .that()
                .areAssignableTo(Signal.class)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are the JDK's, risk's, or say a kind or a reason",
                        (JavaClass c) -> c.getPackageName().startsWith("java.")
                                || c.isPrimitive()
                                || c.getPackageName().equals("dev.pullcord.risk")
                                || c.isEquivalentTo(Observation.Kind.class)
                                || c.getPackageName().equals("dev.pullcord.plugin")))
                .check(new ClassFileImporter()
                        .importClasses(
                                Catalogue.all(PolicyCodec.defaults().risk().signals()).values().stream()
                                        .map(Object::getClass)
                                        .toArray(Class<?>[]::new)));
    }

    @Test
    void everySignalOfTheCatalogueIsWalkedHere() {
        Map<String, Signal> all = Catalogue.all(PolicyCodec.defaults().risk().signals());
        List<String> heard = Catalogue.on(PolicyCodec.defaults().risk()).stream()
                .map(Signal::id)
                .toList();

        assertThat(heard).containsExactlyElementsOf(all.keySet());
        assertThat(all.keySet())
                .containsExactly(
                        "USR-1/record",
                        "USR-1/silence",
                        "USR-4",
                        "USR-1/together",
                        "USR-1",
                        "USR-2",
                        "USR-2/near",
                        "USR-3",
                        "USR-5",
                        "PAY-1",
                        "PAY-2",
                        "PAY-3",
                        "PAY-3/reported",
                        "PAY-4",
                        "PAY-4/overlap",
                        "PAY-5",
                        "SES-1",
                        "SES-2",
                        "GRM-1",
                        "GRM-2",
                        "OUT-1",
                        "OUT-2",
                        "NET-2",
                        "SEX-1",
                        "SEX-2",
                        "CNT-1",
                        "CNT-2",
                        "ACC-1",
                        "ACC-2",
                        "NET-1",
                        "DEN-1",
                        "DEN-1/network");
    }

    /** Every kind of event that signals read, with what they must not see filled in wherever there is room for it. */
    private static List<Body> bodies(String language, String who) {
        List<Body> bodies = new ArrayList<>();
        for (Report.Kind kind : Report.Kind.values()) {
            bodies.add(new Report(
                    kind,
                    Optional.of(new Meeting("m", Optional.of(who), Optional.of(who), Optional.of(true))),
                    Optional.of(new Party(Optional.of("r1"), Optional.of(who), Optional.of(who), Optional.of(who))),
                    Optional.of(new Party(Optional.of("anna"), Optional.of(who), Optional.of(who), Optional.of(who))),
                    Optional.of(Reason.HATE),
                    false,
                    false,
                    Optional.of(who),
                    Optional.of(language),
                    List.of(who),
                    List.of(new EvidenceRef(
                            who,
                            who,
                            Optional.of(who),
                            Optional.empty(),
                            Optional.of(who),
                            Optional.empty(),
                            Optional.of(who),
                            Optional.of(who))),
                    false));
        }
        Map<String, Object> attributes = new HashMap<>();
        NEVER.forEach(name -> attributes.put(name, language + who));
        attributes.put("accepted", false);
        attributes.put("class", "tor");
        attributes.put("round", true);
        attributes.put("late", true);
        attributes.put("descriptionClass", "unusual");
        attributes.put("ageBand", "adult");
        attributes.put("counterpartyAgeBand", "minor");
        attributes.put("ageBandBefore", "adult");
        attributes.put("ageBandAfter", "minor");
        attributes.put("domainClass", "messenger");
        attributes.put("count", 99L);
        attributes.put("recipients", 99L);
        attributes.put("similarity", 0.9);
        attributes.put("people", 2L);
        attributes.put("publishing", 1L);
        attributes.put("published", true);
        attributes.put("restricted", true);
        attributes.put("paid", true);
        attributes.put("hosted", true);
        attributes.put("seconds", 600L);
        Arrays.stream(Observation.Kind.values())
                .map(kind -> new Observation(
                        "anna",
                        kind,
                        Optional.of(new Meeting("m", Optional.empty(), Optional.of(who), Optional.empty())),
                        Optional.of("payee"),
                        Optional.of(
                                who.equals("female") // worth the same
                                        ? new Observation.Amount(100, "EUR")
                                        : new Observation.Amount(6776, "PHP")),
                        attributes))
                .forEach(bodies::add);
        return bodies;
    }
}
