import LiquidTemplates
import Testing

@Suite struct DateFilterTests {
  /// 2026-03-01T08:30:00Z is a Sunday.
  @Test(arguments: [
    ("%Y-%m-%d %H:%M:%S", "2026-03-01 08:30:00"), ("%y %C %G %g", "26 20 2026 26"),
    ("%-d/%-m", "1/3"), ("%_d|%e|%0e", " 1| 1|01"), ("%B %b %h %^b %#b", "March Mar Mar MAR MAR"),
    ("%A %a %^A", "Sunday Sun SUNDAY"), ("%j %-j", "060 60"), ("%u %w", "7 0"),
    ("%U %W %V", "09 08 09"), ("%I %l %k %p %P %#p", "08  8  8 AM am am"),
    ("%z %:z %::z %Z", "+0000 +00:00 +00:00:00 UTC"), ("%s", "1772353800"),
    ("%F %T %R %D %x %X %r", "2026-03-01 08:30:00 08:30 03/01/26 03/01/26 08:30:00 08:30:00 AM"),
    ("%c", "Sun Mar  1 08:30:00 2026"), ("%v", " 1-MAR-2026"), ("%L %N %3N", "000 000000000 000"),
    ("%:::z %_6z %10z %-:z", "+00   +000 +000000000 +00:00"), ("%Q", "1772353800000"),
    ("%Ey %Od %Ez %+", "26 01 %Ez Sun Mar  1 08:30:00 UTC 2026"),
    ("%^P %#Z %^c", "AM utc SUN MAR  1 08:30:00 2026"),
    ("%3d|%-3d|%_3d|%03e", "001|1|  1|001"), ("%::::z %:d", "%::::z %:d"), ("%3n|%3%", "  \n|  %"),
    ("%%%n%t", "%\n\t"), ("%10Y|%10B|%-10B", "0000002026|     March|March"),
    ("%E %", "%E %"), ("%", "%"), ("%-", "%-"), ("no directive", "no directive"), ("ü%d", "ü01"),
  ])
  func directives(_ format: String, _ expected: String) {
    expect("{{ joined_at | date: '\(format)' }}", prints: expected)
  }

  @Test func readsTexts() {
    expect("{{ ends_on | date: '%-d. %B' | default: 'soon' }}", prints: "24. December")
    expect(
      "{{ 'now' | date: '%F %T' }}{{ 'Today' | date: ' %Y' }}", prints: "2026-11-23 13:20:00 2026")
    expect("{{ '2026-12-24' | date: '%a %H' }}", prints: "Thu 00")
    expect("{{ '2026-12-24T09:00:00+02:00' | date: '%H:%M' }}", prints: "09:00")
    expect("{{ '2006-05-05 10:00:00' | date: '%B %H' }}", prints: "May 10")
    expect("{{ '1152098955' | date: '%m/%d/%Y' }}{{ 0 | date: ' %Y' }}", prints: "07/05/2006 1970")
    expect("{{ -86400 | date: '%F' }}", prints: "1969-12-31")
    expect("{{ 'nonsense' | date: '%Y' }}{{ 'x' | date: '' }}", prints: "nonsensex")
    expect("{{ 9223372036854775807 | date: '%Y' }}", prints: "9223372036854775807")
    expect(
      "{{ joined_at | date: '%99999999999999999999Y' }}",
      prints: String(repeating: "0", count: 60) + "2026")
  }

  @Test func printsTypedValues() {
    expect(
      "{{ joined_at }} {{ score }} {{ price }} {{ opted_in }}",
      prints: "2026-03-01T08:30:00Z 42 9.90 true")
    expect("{% if ends_on %}{{ ends_on }}{% endif %}", prints: "2026-12-24")
  }
}
