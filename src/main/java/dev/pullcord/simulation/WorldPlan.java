package dev.pullcord.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The parameters of an invented world. A world is played in evenings; all counts are per evening, and a fraction is the
 * chance of one more.
 *
 * @param name part of all ids, {@code [a-z0-9-]{1,20}}
 * @param seed the same seed gives the same world
 * @param evening how long one evening is, 30 min to 24 h
 * @param people who lives there
 * @param meetings their ordinary calls
 * @param background what else is seen of ordinary people
 * @param noise flags that are about nothing, or nothing much
 * @param harms harm that is really done
 * @param attacks reports used as a weapon
 * @param panics calls for help
 * @param corrections what reporters say later
 * @param desk who works the desk in an evaluation; a running service has people of its own
 * @param phrases plain words for each {@link Cause} (lower case) and for {@code details}
 */
public record WorldPlan(
        String name,
        long seed,
        Duration evening,
        People people,
        Meetings meetings,
        Background background,
        Noise noise,
        Harms harms,
        Attacks attacks,
        Panics panics,
        Corrections corrections,
        DeskPlan desk,
        Map<String, List<Phrase>> phrases) {

    /**
     * Who lives there.
     *
     * @param accounts how many ordinary accounts, 20 to 9999; they stay the same over all evenings
     * @param minorShare the share known to be minors
     * @param unknownAgeShare the share whose age the platform does not know
     * @param hostShare the share that opens meetings for others
     */
    public record People(int accounts, double minorShare, double unknownAgeShare, double hostShare) {
        public People {
            within("people.accounts", accounts, 20, 9999);
            share("people.minorShare", minorShare);
            share("people.unknownAgeShare", unknownAgeShare);
            share("people.hostShare", hostShare);
            share("people.minorShare + unknownAgeShare", minorShare + unknownAgeShare);
        }
    }

    /**
     * Ordinary calls.
     *
     * @param perEvening how many start
     * @param oneToOneShare the share with two people
     * @param largest the most people in one
     * @param meanLength how long one lasts, exponentially, at least 5 min
     */
    public record Meetings(double perEvening, double oneToOneShare, int largest, Duration meanLength) {
        public Meetings {
            within("meetings.perEvening", perEvening, 1, 100_000);
            share("meetings.oneToOneShare", oneToOneShare);
            within("meetings.largest", largest, 3, 500);
            within("meetings.meanLength (minutes)", (double) meanLength.toMinutes(), 5, 600);
        }
    }

    /**
     * What else is seen of ordinary people.
     *
     * @param payments ordinary payments between accounts
     * @param contacts ordinary contact requests
     * @param sightings devices and networks seen
     */
    public record Background(double payments, double contacts, double sightings) {
        public Background {
            within("background.payments", payments, 0, 1_000_000);
            within("background.contacts", contacts, 0, 1_000_000);
            within("background.sightings", sightings, 0, 1_000_000);
        }
    }

    /**
     * Flags that are about nothing, or nothing much.
     *
     * @param perActionableFlag how many such flags for each flag about real harm; 2 means two of three are not actionable
     * @param misTapShare the share of them that are mis-taps; the others are quarrels
     * @param gravestShare the share of mis-taps that hit the gravest reason, which stands first in the list
     */
    public record Noise(double perActionableFlag, double misTapShare, double gravestShare) {
        public Noise {
            within("noise.perActionableFlag", perActionableFlag, 0, 100);
            share("noise.misTapShare", misTapShare);
            share("noise.gravestShare", gravestShare);
        }
    }

    /**
     * Harm that is really done.
     *
     * @param intrusions open meetings broken into
     * @param witnessShare the share of witnesses of an intrusion who flag it
     * @param sextortions accounts that blackmail
     * @param victims how many people each of them tries, 1 to 10
     * @param victimFlagShare the share of victims who flag; the others only block
     * @param streamings places where somebody is coerced to stream
     * @param payers how many pay at each, 1 to 50
     * @param viewerFlagShare the share of such places that anybody flags
     * @param groomings adults who seek out minors
     * @param approached how many minors each of them asks for contact, 1 to 50
     * @param groomingFlagShare the share of the minors called who flag
     * @param recordings meetings that somebody records in secret
     * @param noticedShare the share of them that anybody of those recorded comes to know of, and flags
     * @param recruitments accounts that recruit by a lie
     * @param recruits how many each of them asks for contact, 1 to 100; twice as many get its message
     * @param recruitFlagShare the share of those called who flag
     */
    public record Harms(
            double intrusions,
            double witnessShare,
            double sextortions,
            int victims,
            double victimFlagShare,
            double streamings,
            int payers,
            double viewerFlagShare,
            double groomings,
            int approached,
            double groomingFlagShare,
            double recordings,
            double noticedShare,
            double recruitments,
            int recruits,
            double recruitFlagShare) {
        public Harms {
            within("harms.intrusions", intrusions, 0, 1000);
            share("harms.witnessShare", witnessShare);
            within("harms.sextortions", sextortions, 0, 1000);
            within("harms.victims", victims, 1, 10);
            share("harms.victimFlagShare", victimFlagShare);
            within("harms.streamings", streamings, 0, 1000);
            within("harms.payers", payers, 1, 50);
            share("harms.viewerFlagShare", viewerFlagShare);
            within("harms.groomings", groomings, 0, 1000);
            within("harms.approached", approached, 1, 50);
            share("harms.groomingFlagShare", groomingFlagShare);
            within("harms.recordings", recordings, 0, 1000);
            share("harms.noticedShare", noticedShare);
            within("harms.recruitments", recruitments, 0, 1000);
            within("harms.recruits", recruits, 1, 100);
            share("harms.recruitFlagShare", recruitFlagShare);
        }
    }

    /**
     * Reports used as a weapon.
     *
     * @param brigades groups of fresh accounts that flag one innocent account
     * @param brigadeSize how many accounts each has, 2 to 100
     * @param liarGroups groups of accounts that are right for a while before they flag an innocent one
     * @param liarGroupSize how many accounts each has, 2 to 100
     * @param trustEarned how many accounts each of these groups first flags rightly, 1 to 10; they are its own
     * @param insiderGroups meetings in which ordinary people agree to flag one of them
     * @param insiderShare the share of the others there who join in, two at least
     * @param panicFloods times at which many press panic for nothing
     * @param panicFloodSize how many press each time, 2 to 500
     * @param inflatedShare the share of flags from quarrels that claim something far graver
     */
    public record Attacks(
            double brigades,
            int brigadeSize,
            double liarGroups,
            int liarGroupSize,
            int trustEarned,
            double insiderGroups,
            double insiderShare,
            double panicFloods,
            int panicFloodSize,
            double inflatedShare) {
        public Attacks {
            within("attacks.brigades", brigades, 0, 1000);
            within("attacks.brigadeSize", brigadeSize, 2, 100);
            within("attacks.liarGroups", liarGroups, 0, 1000);
            within("attacks.liarGroupSize", liarGroupSize, 2, 100);
            within("attacks.trustEarned", trustEarned, 1, 10);
            within("attacks.insiderGroups", insiderGroups, 0, 1000);
            share("attacks.insiderShare", insiderShare);
            within("attacks.panicFloods", panicFloods, 0, 1000);
            within("attacks.panicFloodSize", panicFloodSize, 2, 500);
            share("attacks.inflatedShare", inflatedShare);
        }
    }

    /**
     * Calls for help.
     *
     * @param named that say who threatens
     * @param nameless that say only that something is wrong here
     * @param drills rehearsals
     */
    public record Panics(double named, double nameless, double drills) {
        public Panics {
            within("panics.named", named, 0, 1000);
            within("panics.nameless", nameless, 0, 1000);
            within("panics.drills", drills, 0, 1000);
        }
    }

    /**
     * What reporters say later.
     *
     * @param misTapWithdrawnShare the share of mis-taps taken back within a minute
     * @param harmWithdrawnShare the share of true flags withdrawn soon, perhaps under pressure
     * @param detailsShare the share of true flags that details are added to
     */
    public record Corrections(double misTapWithdrawnShare, double harmWithdrawnShare, double detailsShare) {
        public Corrections {
            share("corrections.misTapWithdrawnShare", misTapWithdrawnShare);
            share("corrections.harmWithdrawnShare", harmWithdrawnShare);
            share("corrections.detailsShare", detailsShare);
        }
    }

    /**
     * What somebody says.
     *
     * @param language BCP 47
     * @param text plain words, at most 2000 characters
     */
    public record Phrase(String language, String text) {
        public Phrase {
            if (text.isBlank() || text.length() > 2000) {
                throw new IllegalArgumentException("phrases: a text has " + text.length() + " characters");
            }
        }
    }

    public WorldPlan {
        if (!name.matches("[a-z0-9-]{1,20}")) {
            throw new IllegalArgumentException("name: '" + name + "' is not of [a-z0-9-]{1,20}");
        }
        within("evening (minutes)", (double) evening.toMinutes(), 30, 24 * 60);
        phrases = Map.copyOf(phrases);
    }

    /** The same world under another seed. */
    public WorldPlan withSeed(long other) {
        return new WorldPlan(
                name,
                other,
                evening,
                people,
                meetings,
                background,
                noise,
                harms,
                attacks,
                panics,
                corrections,
                desk,
                phrases);
    }

    private static void share(String what, double value) {
        within(what, value, 0, 1);
    }

    private static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + ": " + value + " is outside " + least + " … " + most);
        }
    }
}
