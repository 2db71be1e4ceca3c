package dev.functiongraph.async.contract.generate;

import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The generator of times at the edges of the calendar and of the clock, as a listing's query has them. */
public final class CalendarTimes {
    /** Each leap year's rule once, with its exceptions: 1900 and 2100 are none, 2000 and 2400 are. */
    private static final List<Integer> YEARS = List.of(1900, 2000, 2023, 2024, 2100, 2400);

    private static final int ORDINARY_YEAR = 2026;
    private static final int LONGEST_MONTH = 31;
    private static final String DAY = "2026-01-02";

    private CalendarTimes() {}

    /** Times that exist. */
    public static List<String> existing() {
        List<String> times = new ArrayList<>(List.of(
                DAY + "T00:00:00",
                DAY + "T23:59:59.999999999Z",
                DAY + "T03:04:05.1-00:00",
                DAY + "T00:00:00+14:00",
                DAY + "T23:59:59-12:00",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.9",
                "2038-01-19T03:14:08Z",
                "9999-12-31T23:59:59Z"));
        for (int year : YEARS) {
            times.add(time(year, 2, Year.isLeap(year) ? 29 : 28));
        }
        for (int month = 1; month <= 12; month++) {
            times.add(time(
                    ORDINARY_YEAR, month, YearMonth.of(ORDINARY_YEAR, month).lengthOfMonth()));
        }
        return times;
    }

    /** Times that look like some and do not exist, or that are written in another form. */
    public static List<String> missing() {
        List<String> times = new ArrayList<>(List.of(
                DAY,
                DAY + "Z",
                DAY + " 03:04:05",
                DAY + " 03:04:05Z",
                DAY + "T03:04",
                DAY + "T03:04Z",
                DAY + "T03",
                DAY + "T03:04:05+08",
                DAY + "T03:04:05+0800",
                DAY + "T03:04:05 +08:00",
                DAY + "T03:04:05UTC",
                DAY + "T03:04:05,5",
                "20260102T030405Z",
                "2026-1-2T3:4:5",
                "26-01-02T03:04:05",
                "02026-01-02T03:04:05",
                "2026-W01-5T03:04:05",
                "2026/01/02T03:04:05",
                "1767323045",
                "1767323045000",
                "Fri, 02 Jan 2026 03:04:05 GMT",
                "now",
                DAY + "t03:04:05Z",
                DAY + "T03:04:05z",
                DAY + "T03:04:05.Z",
                DAY + "T03:04:05.1234567890Z",
                DAY + "T24:00:00",
                DAY + "T24:00:00Z",
                DAY + "T23:60:00",
                DAY + "T23:59:60Z",
                DAY + "T03:04:05+24:00",
                DAY + "T03:04:05-08:60",
                "2026-00-01T00:00:00",
                "2026-13-01T00:00:00",
                "2026-01-00T00:00:00",
                "2026-01-32T00:00:00"));
        for (int year : YEARS) {
            times.add(time(year, 2, Year.isLeap(year) ? 30 : 29));
        }
        for (int month = 1; month <= 12; month++) {
            int length = YearMonth.of(ORDINARY_YEAR, month).lengthOfMonth();
            if (length < LONGEST_MONTH) {
                times.add(time(ORDINARY_YEAR, month, length + 1));
            }
        }
        return times;
    }

    private static String time(int year, int month, int day) {
        return String.format("%04d-%02d-%02dT03:04:05Z", year, month, day);
    }
}
