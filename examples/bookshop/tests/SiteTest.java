import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests of the shop. Run in the folder of the shop: {@code java tests/SiteTest.java}. Prints TAP. */
public final class SiteTest {
    private static final Path SITE = Path.of("site");

    interface Test {
        void run() throws Exception;
    }

    public static void main(String[] arguments) {
        Map<String, Test> tests = new LinkedHashMap<>();
        tests.put("every page says its language", () -> everyPage("<html lang=\"[a-z]{2}\">"));
        tests.put("every page has a title", () -> everyPage("<title>[^<]{3,}</title>"));
        tests.put("every page has one heading", () -> everyPage("<h1>[^<]{3,}</h1>"));
        tests.put("every page is readable on a phone", () -> everyPage("<meta name=\"viewport\""));
        tests.put("every link leads somewhere", SiteTest::linksLeadSomewhere);
        tests.put("every book of the catalogue has a page with its price", SiteTest::booksHavePages);
        tests.put("the front page lists every book once", SiteTest::frontPageListsBooks);
        tests.put("no price is zero and no stock is negative", SiteTest::saneNumbers);
        tests.put("no page loads anything from elsewhere", SiteTest::nothingFromElsewhere);

        System.out.println("1.." + tests.size());
        int number = 0;
        int red = 0;
        for (var test : tests.entrySet()) {
            number++;
            try {
                test.getValue().run();
                System.out.println("ok " + number + " - " + test.getKey());
            } catch (Exception | AssertionError e) {
                red++;
                System.out.println("not ok " + number + " - " + test.getKey());
                System.out.println("# " + e.getMessage());
            }
        }
        System.exit(red == 0 ? 0 : 1);
    }

    private static void everyPage(String pattern) throws IOException {
        for (Path page : pages()) {
            long found = Pattern.compile(pattern).matcher(Files.readString(page)).results().count();
            check(found == 1, page + " has " + found + " times " + pattern);
        }
    }

    private static void linksLeadSomewhere() throws IOException {
        for (Path page : pages()) {
            for (String link : attributes(page)) {
                Path target = page.resolveSibling(link).normalize();
                check(Files.isRegularFile(target), page + " links to " + link + ", which is not there");
            }
        }
    }

    private static void booksHavePages() throws IOException {
        for (String[] book : catalogue()) {
            String page = Files.readString(SITE.resolve("books/" + book[0] + ".html"));
            String price = price(book);
            check(page.contains(price), book[0] + " does not show its price " + price);
            check(page.contains(book[1]), book[0] + " does not show its title");
            check(page.contains(book[2]), book[0] + " does not show its author");
        }
    }

    private static void frontPageListsBooks() throws IOException {
        String front = Files.readString(SITE.resolve("index.html"));
        for (String[] book : catalogue()) {
            int times = front.split(Pattern.quote("books/" + book[0] + ".html"), -1).length - 1;
            check(times == 1, book[0] + " is listed " + times + " times");
            check(front.contains(price(book)), "the front page does not show " + price(book) + " for " + book[0]);
        }
    }

    private static void saneNumbers() throws IOException {
        for (String[] book : catalogue()) {
            check(Integer.parseInt(book[3]) > 0, book[0] + " costs nothing");
            check(Integer.parseInt(book[4]) >= 0, book[0] + " has a negative stock");
        }
    }

    private static void nothingFromElsewhere() throws IOException {
        for (Path page : pages()) {
            for (String link : attributes(page)) {
                check(!link.matches("(https?:)?//.*"), page + " loads " + link);
            }
        }
    }

    private static String price(String[] book) {
        int pence = Integer.parseInt(book[3]);
        return String.format("£%d.%02d", pence / 100, pence % 100);
    }

    private static List<String[]> catalogue() throws IOException {
        List<String> lines = Files.readAllLines(SITE.resolve("catalogue.csv"));
        check(lines.size() > 1, "the catalogue is empty");
        List<String[]> books = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] book = line.split(",");
            check(book.length == 5, "the catalogue has a line without five columns: " + line);
            books.add(book);
        }
        return books;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            List<Path> pages = files.filter(f -> f.toString().endsWith(".html")).sorted().toList();
            check(!pages.isEmpty(), "there is no page");
            return pages;
        }
    }

    private static List<String> attributes(Path page) throws IOException {
        return Pattern.compile("(?:href|src)=\"([^\"#]+)\"")
                .matcher(Files.readString(page))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
