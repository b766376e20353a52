package dev.penstock.conformance;

import dev.penstock.testkit.Keys;
import dev.penstock.testkit.PenstockExtension;

/**
 * Who plays a story on a server that others use as well. Its texts speak of the team 222222222222, of the partner
 * 333333333333 and its action type AcmeCheck; whoever plays has accounts and a type of their own.
 */
public record Cast(Keys team, Keys acme, String suffix) {

    /** @param number 2 for a cast with the very names of the texts, else another digit */
    static Cast on(PenstockExtension penstock, int number) {
        String suffix = number == 2 ? "" : Integer.toString(number);
        return new Cast(
                penstock.newAccount(number + "22222222222", "Bookshop" + suffix),
                penstock.newAccount((number + 1) + "33333333333", "Acme" + suffix),
                suffix);
    }

    /** A text of the story in this cast's names. */
    public String own(String text) {
        return text.replace("222222222222", team.accountId())
                .replace("333333333333", acme.accountId())
                .replace(
                        "444444444444",
                        suffix.isEmpty() ? "444444444444" : acme.accountId().charAt(0) + "44444444444")
                .replace("AcmeCheck", "AcmeCheck" + suffix);
    }

    /** A text of the server in the story's names. */
    String usual(String text) {
        return text.replace(team.accountId(), "222222222222")
                .replace(acme.accountId(), "333333333333")
                .replace("Bookshop" + suffix, "Bookshop")
                .replace("AcmeCheck" + suffix, "AcmeCheck");
    }
}
