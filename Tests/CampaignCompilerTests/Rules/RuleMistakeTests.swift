import CampaignCompiler
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

@Suite("Mistakes in rules are found at their place")
struct RuleMistakeTests {
  @Test(
    "one cause gives one finding",
    arguments: [
      RuleCase("lead_score 1️⃣!1️⃣ 3", ("rule-syntax", "write 'not'")),
      RuleCase("opened(welcome)1️⃣.1️⃣count > 3", ("rule-syntax", "")),
      RuleCase("lead_score 1️⃣between1️⃣ 3 and 5", ("rule-syntax", "x >= 1")),
    ])
  func onlyTheCause(_ rule: RuleCase) { rule.expectIt() }

  @Test(
    "spellings of other languages",
    arguments: [
      RuleCase("tags contains 1️⃣51️⃣", ("type-mismatch", "write \"5\" in quotes")),
      RuleCase("plan 1️⃣=1️⃣ \"free\"", ("rule-syntax", "write '=='")),
      RuleCase("plan 1️⃣===1️⃣ \"free\"", ("rule-syntax", "write '=='")),
      RuleCase("plan 1️⃣!==1️⃣ \"free\"", ("rule-syntax", "write '!='")),
      RuleCase("plan 1️⃣<>1️⃣ \"free\"", ("rule-syntax", "write '!='")),
      RuleCase("lead_score 1️⃣=>1️⃣ 5", ("rule-syntax", "write '>='")),
      RuleCase("opted_out 1️⃣&&1️⃣ true", ("rule-syntax", "write 'and'")),
      RuleCase("opted_out 1️⃣||1️⃣ true", ("rule-syntax", "write 'or'")),
      RuleCase(
        "opted_out 1️⃣AND1️⃣ true 2️⃣OR2️⃣ false", ("rule-syntax", "'and'"), ("rule-syntax", "'or'")),
      RuleCase("1️⃣!1️⃣opted_out", ("rule-syntax", "write 'not'")),
      RuleCase("first_name == 1️⃣null1️⃣", ("rule-syntax", "write 'nil'")),
      RuleCase(
        "first_name 1️⃣IS NOT1️⃣ 2️⃣NULL2️⃣", ("rule-syntax", "write '!='"), ("rule-syntax", "write 'nil'")),
      RuleCase("first_name 1️⃣is1️⃣ nil", ("rule-syntax", "write '=='")),
      RuleCase("plan == 1️⃣“free”1️⃣", ("rule-syntax", "write \"free\"")),
      RuleCase("plan1️⃣\u{A0}1️⃣== \"free\"", ("rule-syntax", "plain space")),
      RuleCase("1️⃣contact.plan1️⃣ == \"free\"", ("rule-syntax", "without a dot")),
      RuleCase("1️⃣{{1️⃣ plan }} == \"free\"", ("rule-syntax", "without braces")),
      RuleCase("1️⃣$1️⃣plan == \"free\"", ("rule-syntax", "name alone")),
      RuleCase("plan 1️⃣|1️⃣ downcase == \"free\"", ("rule-syntax", "lower(x)")),
      RuleCase("first_name 1️⃣like1️⃣ \"A%\"", ("rule-syntax", "write 'contains'")),
      RuleCase("trial_ends_on == 1️⃣2026-12-241️⃣", ("rule-syntax", "write date(\"2026-12-24\")")),
      RuleCase(
        "signed_up_at < 1️⃣2026-12-24T09:00Z1️⃣",
        ("rule-syntax", "write timestamp(\"2026-12-24T09:00Z\")")),
      RuleCase("signed_up_at < now - 1️⃣3d1️⃣", ("rule-syntax", "write '3 days'")),
      RuleCase("signed_up_at < now - 1️⃣3days1️⃣", ("rule-syntax", "write '3 days'")),
      RuleCase("signed_up_at < now - 1️⃣2 years1️⃣", ("rule-syntax", "12 months")),
      RuleCase("signed_up_at < now - 1️⃣1.5 days1️⃣", ("rule-syntax", "whole number")),
    ])
  func foreign(_ rule: RuleCase) { rule.expectIt() }

  @Test(
    "syntax",
    arguments: [
      RuleCase("1️⃣1️⃣", ("rule-syntax", "must not be empty")),
      RuleCase("1️⃣  \n 1️⃣", ("rule-syntax", "must not be empty")),
      RuleCase("1 < lead_score 1️⃣<1️⃣ 9", ("rule-syntax", "write 1 < lead_score and lead_score < 9")),
      RuleCase("plan 1️⃣==1️⃣", ("rule-syntax", "nothing follows")),
      RuleCase("plan == 1️⃣and1️⃣ opted_out", ("rule-syntax", "a value must stand before 'and'")),
      RuleCase("1️⃣(1️⃣plan == \"free\"", ("rule-syntax", "never closed")),
      RuleCase("plan in 1️⃣[1️⃣\"free\"", ("rule-syntax", "never closed")),
      RuleCase("opened1️⃣(1️⃣welcome", ("rule-syntax", "never closed")),
      RuleCase("plan == \"free\"1️⃣)1️⃣", ("rule-syntax", "closes nothing")),
      RuleCase(
        "lead_score == 1 1️⃣21️⃣ and 2️⃣paln2️⃣ == 3", ("rule-syntax", "an operator must stand before '2'"),
        ("unknown-column", "'plan' exists")),
      RuleCase("company == 1️⃣\"Acme1️⃣", ("rule-syntax", "no end")),
      RuleCase("company == \"a1️⃣\\1️⃣q\"", ("rule-syntax", "backslash")),
      RuleCase(
        "lead_score > 1️⃣92233720368547758081️⃣", ("rule-syntax", "at most 9223372036854775807")),
      RuleCase("lead_score + 1️⃣not1️⃣ opted_out", ("rule-syntax", "parentheses")),
      RuleCase("price == 1️⃣.1️⃣5", ("rule-syntax", "0.5")),
      RuleCase("1️⃣#1️⃣opted_out", ("rule-syntax", "no meaning")),
    ])
  func syntax(_ rule: RuleCase) { rule.expectIt() }

  @Test(
    "names",
    arguments: [
      RuleCase("1️⃣paln1️⃣ == \"free\"", ("unknown-column", "a column 'plan' exists")),
      RuleCase(
        "1️⃣paln1️⃣ == 5 and 2️⃣paln2️⃣ == true",
        ("unknown-column", "segment 'trial-users' has no column 'paln'"), ("unknown-column", "plan")
      ),
      RuleCase("plan == 1️⃣free1️⃣", ("unknown-column", "\"free\"")),
      RuleCase("1️⃣free1️⃣ == plan", ("unknown-column", "\"free\"")),
      RuleCase("plan in [1️⃣free1️⃣, \"pro\"]", ("unknown-column", "\"free\"")),
      RuleCase("company == 1️⃣Acme1️⃣", ("unknown-column", "in quotes: \"Acme\"")),
      RuleCase("1️⃣welcome1️⃣", ("unknown-column", "write opened(welcome)")),
      RuleCase("1️⃣opened1️⃣ == true", ("unknown-column", "opened(…)")),
      RuleCase("opened(1️⃣welcom1️⃣)", ("unknown-step", "an email step 'welcome' exists")),
      RuleCase("opened(1️⃣zzzzzz1️⃣)", ("unknown-step", "no email step is called 'zzzzzz'")),
      RuleCase("clicked(1️⃣engaged1️⃣)", ("unknown-step", "step 'engaged' is not an email")),
      RuleCase("1️⃣open1️⃣(welcome)", ("unknown-function", "a function 'opened' exists")),
      RuleCase("1️⃣frobnicate1️⃣(nothing) > 1", ("unknown-function", "functions are")),
      RuleCase("1️⃣now1️⃣() > signed_up_at", ("rule-arguments", "without parentheses")),
      RuleCase("plan == 1️⃣\"fre\"1️⃣", ("unknown-enum-value", "a value 'free' exists")),
      RuleCase("1️⃣\"gratis\"1️⃣ != plan", ("unknown-enum-value", "allowed values: free, pro, team")),
      RuleCase(
        "plan in [\"free\", 1️⃣\"por\"1️⃣, 2️⃣\"taem\"2️⃣]", ("unknown-enum-value", "'pro'"),
        ("unknown-enum-value", "'team'")),
      RuleCase("plan starts_with \"fr\" and plan contains \"e\""),
      RuleCase("größe > 3"),
    ])
  func names(_ rule: RuleCase) { rule.expectIt() }

  @Test(
    "arguments",
    arguments: [
      RuleCase("opened(1️⃣\"welcome\"1️⃣)", ("rule-arguments", "write opened(welcome)")),
      RuleCase("clicked(1️⃣\"welcome\"1️⃣)", ("rule-arguments", "write clicked(welcome)")),
      RuleCase("clicked(welcome, 1️⃣pricing1️⃣)", ("rule-arguments", "write \"pricing\"")),
      RuleCase("opened(welcome, 1️⃣\"pricing\"1️⃣)", ("rule-arguments", "takes an email step")),
      RuleCase("opened(welcome, 1️⃣3 days1️⃣)", ("rule-arguments", "write within: 3 days")),
      RuleCase("opened(welcome, 1️⃣during1️⃣: 3 days)", ("rule-arguments", "only 'within'")),
      RuleCase("opened(within: 1️⃣31️⃣)", ("rule-arguments", "takes a duration")),
      RuleCase("opened(within: 1️⃣0 days1️⃣)", ("rule-arguments", "longer than nothing")),
      RuleCase("opened(within: 1 day, 1️⃣within1️⃣: 2 days)", ("rule-arguments", "once")),
      RuleCase("event(1️⃣purchase1️⃣)", ("rule-arguments", "write \"purchase\"")),
      RuleCase("1️⃣event1️⃣()", ("rule-arguments", "event(\"purchase\")")),
      RuleCase("event(\"a\", 1️⃣\"b\"1️⃣)", ("rule-arguments", "one name")),
      RuleCase("1️⃣size1️⃣() > 1", ("rule-arguments", "takes one value")),
      RuleCase("size(tags, 1️⃣tags1️⃣) > 1", ("rule-arguments", "takes one value")),
      RuleCase(
        "trial_ends_on == date(1️⃣\"2026-02-30\"1️⃣)", ("rule-arguments", "no date of the calendar")),
      RuleCase("trial_ends_on == date(1️⃣company1️⃣)", ("rule-arguments", "takes a string")),
      RuleCase(
        "signed_up_at < timestamp(1️⃣\"2026-12-24T09:00\"1️⃣)", ("rule-arguments", "needs an offset")),
      RuleCase("signed_up_at < timestamp(1️⃣\"soon\"1️⃣)", ("rule-arguments", "no timestamp")),
      RuleCase("days_since(1️⃣company1️⃣) > 3", ("type-mismatch", "takes a date or a timestamp")),
      RuleCase("lower(1️⃣lead_score1️⃣) == \"a\"", ("type-mismatch", "takes a string")),
    ])
  func arguments(_ rule: RuleCase) { rule.expectIt() }

  @Test(
    "types",
    arguments: [
      RuleCase("1️⃣lead_score1️⃣", ("type-mismatch", "a rule must be a condition")),
      RuleCase("1️⃣tags1️⃣ and opted_out", ("type-mismatch", "size(tags) > 0")),
      RuleCase("not 1️⃣company1️⃣", ("type-mismatch", "company != nil")),
      RuleCase("lead_score == 1️⃣\"50\"1️⃣", ("type-mismatch", "write 50 without quotes")),
      RuleCase("1️⃣\"50\"1️⃣ < lead_score", ("type-mismatch", "write 50 without quotes")),
      RuleCase("opted_out == 1️⃣\"true\"1️⃣", ("type-mismatch", "write true without quotes")),
      RuleCase("company == 1️⃣51️⃣", ("type-mismatch", "write \"5\" in quotes")),
      RuleCase("trial_ends_on > 1️⃣now1️⃣", ("type-mismatch", "write today")),
      RuleCase("signed_up_at > 1️⃣today1️⃣", ("type-mismatch", "write now")),
      RuleCase("trial_ends_on > 1️⃣\"2026-12-24\"1️⃣", ("type-mismatch", "write date(\"2026-12-24\")")),
      RuleCase("tags == 1️⃣\"vip\"1️⃣", ("type-mismatch", "tags contains \"vip\"")),
      RuleCase("1️⃣plan1️⃣ < \"pro\"", ("type-mismatch", "an enum has none")),
      RuleCase("lead_score < 1️⃣nil1️⃣", ("type-mismatch", "x == nil")),
      RuleCase("plan in 1️⃣\"free\"1️⃣", ("type-mismatch", "write [\"free\"]")),
      RuleCase("1️⃣tags1️⃣ in [\"vip\"]", ("type-mismatch", "contains")),
      RuleCase("1️⃣nil1️⃣ in tags", ("type-mismatch", "no nil")),
      RuleCase("plan in [\"free\", 1️⃣nil1️⃣]", ("type-mismatch", "x == nil beside it")),
      RuleCase("lead_score in [1, 1️⃣\"2\"1️⃣]", ("type-mismatch", "one type")),
      RuleCase("scores contains 1️⃣\"1\"1️⃣", ("type-mismatch", "a string")),
      RuleCase("1️⃣lead_score1️⃣ contains \"1\"", ("type-mismatch", "a list or a string")),
      RuleCase("company starts_with 1️⃣11️⃣", ("type-mismatch", "needs a string")),
      RuleCase("company == 1️⃣\"\"1️⃣", ("type-mismatch", "write nil")),
      RuleCase("lead_score + 1️⃣company1️⃣ > 1", ("type-mismatch", "needs numbers")),
      RuleCase("-1️⃣company1️⃣ == 1", ("type-mismatch", "needs a number")),
      RuleCase("trial_ends_on - 1️⃣today1️⃣ > 3", ("type-mismatch", "days_since(x)")),
      RuleCase("trial_ends_on + 1️⃣31️⃣ > today", ("type-mismatch", "write 3 days")),
      RuleCase("1️⃣3 days1️⃣ + today > trial_ends_on", ("type-mismatch", "write today + 3 days")),
      RuleCase("today + 1️⃣36 hours1️⃣ > trial_ends_on", ("type-mismatch", "no clock time")),
      RuleCase("days_since(signed_up_at) > 1️⃣3 days1️⃣", ("type-mismatch", "not compared")),
      RuleCase(
        "(lead_score == 1️⃣\"x\"1️⃣) and company == 2️⃣52️⃣", ("type-mismatch", "integer"),
        ("type-mismatch", "string")),
    ])
  func types(_ rule: RuleCase) { rule.expectIt() }

  @Test(
    "columns that may be empty",
    arguments: [
      RuleCase("1️⃣first_name1️⃣ != \"Ada\"", ("nullable-comparison", "'first_name' may be empty")),
      RuleCase("1️⃣stage1️⃣ not in [\"new\"]", ("nullable-comparison", "'not in' is false")),
      RuleCase("not 1️⃣stage1️⃣ == \"new\"", ("nullable-comparison", "'not' makes it true")),
      RuleCase("not 1️⃣vip1️⃣", ("nullable-comparison", "'not' makes it true")),
      RuleCase("not (opted_out or 1️⃣bonus1️⃣ + 1 > 3)", ("nullable-comparison", "bonus")),
      RuleCase("1️⃣bonus1️⃣ != 1 and bonus != 2", ("nullable-comparison", "bonus")),
      RuleCase("first_name == \"Ada\""),
      RuleCase("first_name != nil and first_name != \"Ada\""),
      RuleCase("not (stage == nil or stage == \"new\")"),
      RuleCase("plan != \"free\""),
      RuleCase("filled != 1"),
      RuleCase("not size(tags) == 0"),
      RuleCase("not opened(welcome)"),
    ])
  func nullable(_ rule: RuleCase) { rule.expectIt() }
}
