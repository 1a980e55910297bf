"""Lists of places, peoples and common words: CLDR's territories and cities, ISO's subdivisions, and those that `lists` holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pycountry
from babel import Locale

__all__ = [
    "common_words",
    "family_names",
    "given_names",
    "known_places",
    "nationalities",
    "people_names",
    "places",
    "regions",
    "territories",
]

LISTS = Path(__file__).parent / "lists"
UNGOVERNED = "Geographical unit"
"""The type under which ISO 3166-2 lists Indonesia's islands."""
SUBDIVIDED = ("ID", "VN", "MY", "US", "AU", "GB", "CA", "JP", "PH", "TH")
SHORT_TERRITORIES = {
    "id": "Amerika AS Inggris Tiongkok Cina Korea Rusia Belanda Jerman Prancis Timor-Leste Skotlandia Wales Uni_Emirat_Arab Korsel Korut DKI_Jakarta Jogja Yogyakarta Jateng Jatim Jabar NTT NTB Sumut "
    "Sumbar Sumsel Sulsel Sulut Sulteng Sultra Kalbar Kalsel Kaltim Kalteng Kaltara Tangsel Jaksel Jakbar Jakut Jaktim Jakpus Jabodetabek Bodetabek RI NKRI Republik_Indonesia Hong_Kong Makau",
    "en": "Britain England Scotland Wales US UK America U.S. U.K. U.S U.K Russia Korea Holland Taiwan Vietnam Hong_Kong Macau Palestine Turkey Czech_Republic UAE EU",
    "vi": "Mỹ Anh Pháp Đức Nga Nhật Nhật_Bản Trung_Quốc Hàn_Quốc Hàn Úc Ý Ấn_Độ Thái_Lan TP.HCM TPHCM Sài_Gòn Hà_Nội Đà_Nẵng Cần_Thơ Huế Hải_Phòng Việt_Nam Tây_Ban_Nha Hồng_Kông Đài_Loan Singapore",
}
MORE_REGIONS = {
    "id": "Sumatra Borneo Halmahera Lombok Sumbawa Flores Sumba Timor Madura Nias Seram Buru Bangka Belitung Bintan Natuna Timur_Tengah Eropa_Barat Asia_Pasifik Nusantara Samudra_Hindia Samudra_Pasifik "
    "Pantura Jalur_Gaza Tepi_Barat Jawa",
    "en": "Asia-Pacific Middle_East Pacific Atlantic Mediterranean Silicon_Valley West_Bank Far_East Borneo Sumatra Java Scandinavia Balkans Arctic Antarctic Gulf Midlands Highlands Himalayas Alps Sahara",
    "vi": "Đông_Nam_Á Trung_Đông Biển_Đông Tây_Nguyên Tây_Bắc Đông_Bắc Nam_Bộ Bắc_Bộ Trung_Bộ Thái_Bình_Dương Đồng_bằng_sông_Cửu_Long miền_Tây Tây_Nam_Bộ Đông_Nam_Bộ",
}
PEOPLES = {
    "id": "Jawa Batak Minang Minangkabau Sunda Bugis Dayak Melayu Betawi Madura Bali Aceh Toraja Asmat Papua Ambon Makassar Banjar Tionghoa Arab Islam Kristen Katolik Hindu Buddha Konghucu Muslim "
    "Protestan Yahudi Nasrani",
    "en": "British American Chinese Japanese Indonesian Malaysian Indian Australian Irish European French German Vietnamese Filipino Kenyan African Asian Dutch Canadian Scottish Welsh English Korean "
    "Russian Italian Spanish Portuguese Thai Singaporean Mexican Brazilian Swedish Norwegian Danish Finnish Polish Turkish Egyptian Nigerian Pakistani Bangladeshi Israeli Iranian Iraqi Ukrainian "
    "Swiss Belgian Austrian Greek Hungarian Czech Taiwanese Cambodian Burmese Nepali Democrat Democrats Republican Republicans Muslim Muslims Christian Christians Catholic Catholics Jewish Jews Hindu "
    "Hindus Buddhist Buddhists Protestant Sikh Maori Aboriginal Arab Arabs Malay Javanese Chinese-Indonesian Tory Tories Labour",
    "vi": "Kinh Chăm Khmer Tày Thái Mường Nùng H'Mông Mông Dao Ê Đê Ê_Đê Gia_Rai Ba_Na Hoa Phật_giáo Công_giáo Tin_lành Hồi_giáo",
}


@cache
def territories(lang: str) -> frozenset[str]:
    """Countries and provinces in one language, and the cities that CLDR's time zones are named after."""
    countries = frozenset(str(name) for code, name in Locale(lang).territories.items() if code.isalpha())
    provinces = frozenset(place.name for place in pycountry.subdivisions if place.country_code in SUBDIVIDED and place.type != UNGOVERNED)
    zones = Locale(lang).time_zones
    cities = frozenset(
        str(zone["city"]) if "city" in zone else name.rpartition("/")[2].replace("_", " ") for name, zone in zones.items() if "/" in name
    )
    return countries | cities | provinces | _words(SHORT_TERRITORIES[lang])


@cache
def regions(lang: str) -> frozenset[str]:
    """Continents and their parts in one language, and the islands that ISO lists beside Indonesia's provinces."""
    world = frozenset(str(name) for code, name in Locale(lang).territories.items() if code.isdigit() and code != "001")
    return world | frozenset(place.name for place in pycountry.subdivisions if place.type == UNGOVERNED) | _words(MORE_REGIONS[lang])


@cache
def nationalities(lang: str) -> frozenset[str]:
    """Nations, ethnic groups and religions as a language names them."""
    return _words(PEOPLES[lang])


@cache
def places() -> frozenset[str]:
    """Cities and towns: of South-East Asia from 5,000 inhabitants, elsewhere from 100,000."""
    return _list("places")


@cache
def known_places(lang: str) -> frozenset[str]:
    """Territories, and places."""
    return territories(lang) | places()


@cache
def given_names() -> frozenset[str]:
    """Given names, from some three dozen languages."""
    return _list("given")


@cache
def family_names() -> frozenset[str]:
    """Family names, from some three dozen languages."""
    return _list("family")


@cache
def people_names() -> frozenset[str]:
    """Given and family names."""
    return given_names() | family_names()


@cache
def common_words(lang: str) -> frozenset[str]:
    """The commonest words in lower case that are no names."""
    return _list(f"words-{lang}")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


def _list(name: str) -> frozenset[str]:
    return frozenset((LISTS / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1])
