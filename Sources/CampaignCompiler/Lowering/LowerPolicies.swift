import CampaignGraph

extension ProjectDefinition {
  /// The policies with the language's defaults; nil if one could not be read, which is reported.
  var policies: Policies? {
    var limit: Policies.MaxEmails?
    if let maxEmails {
      guard let count = maxEmails.count, let per = maxEmails.per else { return nil }
      limit = Policies.MaxEmails(
        count: count.value, per: per.value, basis: maxEmails.basis?.value ?? .rolling,
        otherwise: maxEmails.otherwise?.value ?? .skip)
    }
    var radius: Policies.BlastRadius?
    if let blastRadius {
      guard let recipients = blastRadius.recipients else { return nil }
      radius = Policies.BlastRadius(
        recipients: recipients.value, within: blastRadius.within?.value)
    }
    return Policies(
      maxEmails: limit, minGap: minGap?.value,
      allowedFromDomains: allowedFromDomains.map { $0.value.lowercased() },
      require: require.map(\.value), duplicates: duplicates?.value ?? .skip, blastRadius: radius)
  }
}
