"""Een klein bestand."""

uit_bestand = "code006"
niet_getoond = "verborgen006"
