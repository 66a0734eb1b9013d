package dev.pullcord.authorities;

import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.Involved;
import dev.pullcord.evidence.Involved.Capture;
import dev.pullcord.evidence.Involved.Email;
import dev.pullcord.evidence.Involved.Phone;
import dev.pullcord.evidence.Involved.Place;
import dev.pullcord.evidence.Particulars;
import dev.pullcord.evidence.Particulars.Annotation;
import dev.pullcord.evidence.Particulars.Danger;
import dev.pullcord.evidence.Particulars.Incident;
import dev.pullcord.evidence.Particulars.Item;
import dev.pullcord.evidence.Particulars.Teller;
import dev.pullcord.evidence.Sample;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is filed in which case; all of it invented. */
final class Scenarios {
    private static final Instant T0 = Sample.T0;

    private Scenarios() {}

    static Map<String, Particulars> all() {
        Map<String, Particulars> all = new LinkedHashMap<>();
        all.put("sextortion", sextortion());
        all.put("trafficked", trafficked());
        all.put("grooming", grooming());
        all.put("witness", witness());
        all.put("followUp", followUp());
        all.put("imminent", imminent());
        return all;
    }

    static Filing filing(Particulars said) {
        Filing draft = Sample.draft("c003-00000000000000000000", false);
        return new Filing(
                draft.id() + ".f1",
                draft.caseId(),
                draft.authority(),
                draft.state(),
                false,
                draft.knowledge(),
                draft.followsUp(),
                said,
                draft.hands(),
                draft.progress(),
                draft.version());
    }

    /** A child blackmailed over what he was made to show; all that a platform can know of the suspect. */
    private static Particulars sextortion() {
        Involved suspect = new Involved(
                Optional.of("a-mallory"),
                Optional.of("mal_77"),
                List.of("Mal", "Mia"),
                List.of("https://tandem.example/u/mal_77"),
                Optional.of("Mallory"),
                Optional.of("Moss"),
                Optional.of(34),
                List.of(new Email("mal@mail.example", Optional.of(true))),
                List.of(new Phone("5550111", Optional.of("+44"), Optional.of(false))),
                List.of(new Capture(
                        "203.0.113.9",
                        Optional.of(51612),
                        Optional.of(T0.minusSeconds(700)),
                        Optional.of(Involved.Occasion.LOGIN),
                        Optional.of(false))),
                List.of(new Involved.Device("IMEI", "000000000000000", Optional.of(T0.minusSeconds(800)))),
                Optional.of(new Place(Optional.of("Leeds"), Optional.of("West Yorkshire"), "GB")),
                Optional.empty(),
                Optional.of(T0),
                Optional.of(false),
                List.of(),
                Optional.of("Asked for money by transfer."));
        Involved victim = aged("a-vic", 15, new Place(Optional.empty(), Optional.empty(), "NL"));
        return said(
                Incident.ONLINE_ENTICEMENT,
                Set.of(Annotation.SEXTORTION),
                Optional.of(suspect),
                List.of(victim),
                List.of(),
                List.of(new Item("still-1", "still", Optional.of("ab".repeat(32)), Optional.of(T0), Optional.of(T0))),
                Teller.VICTIM);
    }

    /** A child streamed to people who paid. */
    private static Particulars trafficked() {
        Involved payer = Involved.account(Optional.of("a-payer"), List.of("P"));
        return said(
                Incident.CHILD_SEX_TRAFFICKING,
                Set.of(),
                Optional.of(Involved.account(Optional.of("a-host"), List.of())),
                List.of(aged("a-child", 13, new Place(Optional.empty(), Optional.empty(), "PH"))),
                List.of(payer),
                List.of(),
                Teller.PLATFORM);
    }

    /** Words only, no file. */
    private static Particulars grooming() {
        return said(
                Incident.ONLINE_ENTICEMENT,
                Set.of(Annotation.SOLICITATION),
                Optional.of(Involved.account(Optional.of("a-g"), List.of("G"))),
                List.of(Involved.account(Optional.of("a-kid"), List.of())),
                List.of(),
                List.of(),
                Teller.WITNESS);
    }

    /** Somebody saw something; nobody knows who was harmed. */
    private static Particulars witness() {
        return said(
                Incident.CHILD_ABUSE_MATERIAL,
                Set.of(),
                Optional.of(Involved.account(Optional.empty(), List.of("guest 4"))),
                List.of(),
                List.of(),
                List.of(new Item("clip-1", "clip", Optional.empty(), Optional.empty(), Optional.empty())),
                Teller.WITNESS);
    }

    private static Particulars followUp() {
        Involved before = Involved.account(Optional.of("a-g"), List.of());
        Involved suspect = new Involved(
                before.accountId(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(new Capture(
                        "2001:db8::7", Optional.of(443), Optional.of(T0), Optional.empty(), Optional.empty())),
                List.of(),
                Optional.empty(),
                Optional.of(T0),
                Optional.empty(),
                Optional.empty(),
                List.of(1001L),
                Optional.empty());
        return said(
                Incident.ONLINE_ENTICEMENT,
                Set.of(),
                Optional.of(suspect),
                List.of(),
                List.of(),
                List.of(),
                Teller.PLATFORM);
    }

    private static Particulars imminent() {
        Particulars p = grooming();
        return new Particulars(
                p.incident(),
                p.annotations(),
                Optional.of(Danger.MEETING_PLANNED),
                Optional.of("Tomorrow at noon, at the station."),
                p.incidentAt(),
                p.incidentDetail(),
                p.product(),
                p.meeting(),
                p.suspect(),
                p.victims(),
                p.recipients(),
                p.items(),
                p.reportedBy(),
                p.about());
    }

    private static Involved aged(String account, int age, Place place) {
        return new Involved(
                Optional.of(account),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(age),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(place),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static Particulars said(
            Incident incident,
            Set<Annotation> marks,
            Optional<Involved> suspect,
            List<Involved> victims,
            List<Involved> recipients,
            List<Item> items,
            Teller teller) {
        return new Particulars(
                incident,
                marks,
                Optional.empty(),
                Optional.empty(),
                T0.minusSeconds(600),
                Optional.of("When it was first reported"),
                Optional.empty(),
                Optional.of("call-7"),
                suspect,
                victims,
                recipients,
                items,
                teller,
                Optional.of("What happened, in plain words."));
    }
}
