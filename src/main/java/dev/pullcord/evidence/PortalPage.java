package dev.pullcord.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A filing as text, for a person to take it to a portal that has fields of its own. Only what is known stands in it. Pure. */
final class PortalPage {
    /** To the second, for an address is shared by many: which of them it was depends on it. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Pattern NO_LINE =
            Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");

    private final StringBuilder page = new StringBuilder();

    private PortalPage() {}

    /** @param found the rule that a person found broken, where it is known */
    static String text(Filing filing, Recipient recipient, Optional<String> found) {
        PortalPage page = new PortalPage();
        page.of(filing, recipient, found);
        return page.page.toString();
    }

    private void of(Filing filing, Recipient recipient, Optional<String> found) {
        Particulars said = filing.particulars();
        if (filing.drill()) {
            page.append("A REHEARSAL: DO NOT FILE IT\n\n");
        }
        head("Report to " + recipient.title());
        line("Our reference", filing.id());
        line("Known to us since", filing.knowledge().at());
        said.danger().ifPresent(danger -> line("URGENT", danger.sentence()));
        said.dangerDetail().ifPresent(words -> line("Why it is urgent", words));

        head("What happened");
        found.ifPresent(rule -> line("Found", rule.replace('_', ' ')));
        if (recipient.where().takes() == Recipient.Takes.MINORS) {
            line("Kind", said.incident()); // its words are all about children: who takes adults is told what was found
        }
        if (!said.annotations().isEmpty()) {
            line(
                    "Also",
                    said.inOrder().stream()
                            .map(Particulars.Annotation::toString)
                            .collect(Collectors.joining(", ")));
        }
        line("When", said.incidentAt());
        said.incidentDetail().ifPresent(words -> line("That is the time of", words));
        said.product().ifPresent(words -> line("Where", words));
        said.meeting().ifPresent(words -> line("Call", words));
        line("Who told us", said.reportedBy());
        said.about().ifPresent(words -> line("In words", words));

        said.suspect().ifPresent(suspect -> person("Whom it is about", suspect));
        people("Harmed", said.victims());
        people("Meant to see it", said.recipients());
        if (!said.items().isEmpty()) {
            head("What the platform keeps");
            said.items().forEach(this::item);
        }
    }

    private void people(String title, List<Involved> people) {
        for (int i = 0; i < people.size(); i++) {
            person(people.size() == 1 ? title : title + " (" + (i + 1) + ")", people.get(i));
        }
    }

    private void person(String title, Involved person) {
        head(title);
        person.accountId().ifPresent(id -> line("Account", id));
        person.screenName().ifPresent(name -> line("Name there", name));
        each(person.displayNames(), name -> line("Shown as", name));
        each(person.profileUrls(), url -> line("Profile", url));
        name(person).ifPresent(name -> line("Name", name));
        person.age().ifPresent(years -> line("Age", years));
        each(
                person.emails(),
                mail -> line(
                        "E-mail",
                        mail.address()
                                + mail.verified()
                                        .map(yes -> yes ? " (verified)" : " (not verified)")
                                        .orElse("")));
        each(
                person.phones(),
                phone -> line(
                        "Telephone", phone.callingCode().map(code -> code + " ").orElse("") + phone.number()));
        each(
                person.captures(),
                seen -> line(
                        "Address on the network",
                        seen.ip()
                                + seen.port().map(port -> " port " + port).orElse("")
                                + seen.at().map(at -> " at " + TIME.format(at)).orElse("")));
        person.place()
                .ifPresent(place -> line(
                        "Place",
                        place.city().map(city -> city + ", ").orElse("")
                                + place.region().map(region -> region + ", ").orElse("")
                                + place.country()));
        person.suspendedAt().ifPresent(at -> line("Suspended", at));
        person.terminatedAt().ifPresent(at -> line("Suspended for good", at));
        person.compromised()
                .filter(yes -> yes)
                .ifPresent(yes -> line("Note", "somebody else may have used the account"));
        each(person.priorReports(), number -> line("Earlier report", number));
        person.about().ifPresent(words -> line("In words", words));
    }

    private static Optional<String> name(Involved person) {
        String name = (person.firstName().orElse("") + ' ' + person.lastName().orElse("")).strip();
        return Optional.of(name).filter(words -> !words.isEmpty());
    }

    private static <T> void each(List<T> all, Consumer<T> one) {
        all.forEach(one);
    }

    private void item(Particulars.Item item) {
        line(item.kind(), item.id());
        item.sha256().ifPresent(digest -> line("  SHA-256", digest));
        item.capturedAt().ifPresent(at -> line("  captured", at));
        item.viewedAt().ifPresent(at -> line("  looked at by a person of ours", at));
    }

    private void head(String title) {
        page.append(page.length() == 0 ? "" : "\n").append(title).append('\n');
    }

    private void line(String label, Object value) {
        page.append(label)
                .append(": ")
                .append(value instanceof Instant time ? TIME.format(time) : oneLine(value.toString()))
                .append('\n');
    }

    /** What others wrote stays on its line: else a name could write a part of the page. */
    private static String oneLine(String text) {
        return NO_LINE.matcher(text).replaceAll(" ");
    }
}
