package dev.pullcord.simulation;

/**
 * An invented account.
 *
 * @param id for example {@code acc-0042}
 * @param ageBand {@code minor}, {@code adult} or {@code unknown}: what the platform believes
 * @param role {@code host} for those who open meetings for others, else {@code participant}
 */
record Person(String id, String ageBand, String role) {
    boolean minor() {
        return ageBand.equals("minor");
    }

    boolean host() {
        return role.equals("host");
    }
}
