import CampaignGraph
import Testing

/// Expected values come from Python's hashlib:
/// `int.from_bytes(hashlib.sha256(b"mailplan/1/split\ntrial\ns\nc_1").digest()[:8], "big")`.
@Suite struct StableHashTests {
  @Test(arguments: [
    ("c_1", 13_726_823_634_846_075_845, 5845), ("c_2", 2_426_087_305_171_552_799, 2799),
    ("", 11_365_381_198_037_804_871, 4871), ("é", 14_986_064_028_880_109_596, 9596),
  ])
  func splitBuckets(key: String, number: UInt64, bucket: Int) {
    let hash = StableHash(.split, campaign: "trial", step: "s")
    Array(key.utf8).withUnsafeBytes {
      #expect(hash.number(for: $0) == number)
      #expect(hash.bucket(for: $0) == bucket)
    }
  }

  @Test func numbersOfARange() {
    let hash = StableHash(.random, campaign: "trial", step: "w")
    Array("c_1".utf8).withUnsafeBytes {
      #expect(hash.number(from: 0, through: 1800, for: $0) == 1406)
      #expect(hash.number(from: 7, through: 7, for: $0) == 7)
      _ = hash.number(from: .min, through: .max, for: $0)
    }
  }

  @Test func digests() {
    Array("abc".utf8).withUnsafeBytes {
      #expect(
        String(decoding: StableHash.hexDigest(of: $0), as: UTF8.self)
          == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
  }
}
