import MailplanCommands

@main
enum Main {
  static func main() {
    runMailplan(Array(CommandLine.arguments.dropFirst()))
  }
}
