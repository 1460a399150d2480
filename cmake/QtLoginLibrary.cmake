# SPDX-License-Identifier: MIT
# A library is declared room by room:
#
#   qtlogin_library(Core)
#   qtlogin_room(Core foundation HEADERS clock.h … SOURCES clock.cpp …)
#
# A HEADER is public: it is installed and forwarded to by <QtLogin/foundation/clock.h> and, where it declares a class
# of its name, by <QtLogin/Clock>. It stands alone: the source of its name includes it first, and is compiled without
# precompiled headers in the package tests; where there is no such source, the header check compiles it.
#
# With QTLOGIN_UNITY, the sources of a room are compiled as one. Those of them that are ALONE have names of their own that
# another source of the room has as well, and are compiled one by one.
#
# Libraries are compiled for size. Those of the sources that are FAST are compiled for speed in a release: they run once
# for each of the many thousand widgets that a login opens. A precompiled header serves one optimisation only, so they are
# compiled without it, and one by one.
include(GenerateExportHeader)
include(QtLoginPrecompile)

set(QTLOGIN_INCLUDE_DIR "${PROJECT_BINARY_DIR}/include")

# Flags for everything that we compile ourselves.
function(qtlogin_compile_options target)
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_compile_definitions(${target} PRIVATE
        QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
        QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
    if(NOT MSVC)
        target_compile_options(${target} PRIVATE -Wall -Wextra -Wformat=2 -Wimplicit-fallthrough
            -Wnon-virtual-dtor -Woverloaded-virtual -fstack-protector-strong)
        if(QTLOGIN_WERROR)
            # GCC 12 sees uninitialised members in every optimised copy of a std::variant.
            target_compile_options(${target} PRIVATE -Werror $<$<CXX_COMPILER_ID:GNU>:-Wno-error=maybe-uninitialized>)
        endif()
        if(QTLOGIN_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
            target_compile_options(${target} PRIVATE -fpch-preprocess) # or ccache finds nothing again
        endif()
        if(QTLOGIN_SANITIZE)
            target_compile_options(${target} PRIVATE -fsanitize=${QTLOGIN_SANITIZE}
                -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
            target_link_options(${target} PRIVATE -fsanitize=${QTLOGIN_SANITIZE})
        endif()
    endif()
    set_target_properties(${target} PROPERTIES
        CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
        POSITION_INDEPENDENT_CODE ON AUTOMOC ON)
endfunction()

# Small before fast: what is called often is a flag or a clock read, and templates are many. See FAST above.
function(qtlogin_library_options target)
    if(NOT MSVC)
        target_compile_options(${target} PRIVATE "$<$<CONFIG:Release>:-Os;-ffunction-sections>")
        if(UNIX AND NOT APPLE)
            target_link_options(${target} PRIVATE $<$<CONFIG:Release>:-Wl,--gc-sections>)
        endif()
    endif()
endfunction()

# qtlogin_library(<name> [WIDGETS])
function(qtlogin_library name)
    string(TOLOWER ${name} lower)
    string(TOUPPER ${name} upper)
    set(target QtLogin${name})
    add_library(${target})
    add_library(QtLogin::${name} ALIAS ${target})
    qtlogin_compile_options(${target})
    qtlogin_library_options(${target})
    qtlogin_precompile(${target} library ${ARGN})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name}
        VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
        VERIFY_INTERFACE_HEADER_SETS ON INTERFACE_HEADER_SETS_TO_VERIFY "sourceless;generated"
        UNITY_BUILD ${QTLOGIN_UNITY} UNITY_BUILD_MODE GROUP)
    if(UNIX AND NOT APPLE)
        set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN") # they find each other
    endif()
    set(export_header "${QTLOGIN_INCLUDE_DIR}/QtLogin/qtlogin${lower}export.h")
    generate_export_header(${target} BASE_NAME QTLOGIN_${upper} EXPORT_FILE_NAME "${export_header}")
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
        target_compile_definitions(${target} PUBLIC QTLOGIN_${upper}_STATIC_DEFINE)
    endif()
    target_sources(${target} PUBLIC FILE_SET generated TYPE HEADERS
        BASE_DIRS "${QTLOGIN_INCLUDE_DIR}/QtLogin" FILES "${export_header}")
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${CMAKE_CURRENT_SOURCE_DIR}")
    target_sources(${target} PUBLIC FILE_SET sourceless TYPE HEADERS BASE_DIRS "${CMAKE_CURRENT_SOURCE_DIR}")
    target_include_directories(${target} PUBLIC
        "$<BUILD_INTERFACE:${QTLOGIN_INCLUDE_DIR}>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/QtLogin>")
    set_property(GLOBAL APPEND PROPERTY QTLOGIN_LIBRARIES ${name})
endfunction()

# Declares one folder of a library. Private headers need no mention.
function(qtlogin_room library room)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "HEADERS;SOURCES;ALONE;FAST")
    list(TRANSFORM arg_SOURCES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/${room}/")
    list(TRANSFORM arg_ALONE PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/${room}/")
    target_sources(QtLogin${library} PRIVATE ${arg_SOURCES})
    set_source_files_properties(${arg_SOURCES} PROPERTIES UNITY_GROUP ${room})
    if(arg_ALONE)
        set_source_files_properties(${arg_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
    if(arg_FAST AND CMAKE_BUILD_TYPE STREQUAL Release AND NOT MSVC)
        list(TRANSFORM arg_FAST PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/${room}/")
        set_source_files_properties(${arg_FAST} PROPERTIES COMPILE_OPTIONS -O2
            SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
    foreach(header IN LISTS arg_HEADERS)
        qtlogin_header_set(set ${room} ${header} "${arg_SOURCES}")
        set(file "${CMAKE_CURRENT_SOURCE_DIR}/${room}/${header}")
        target_sources(QtLogin${library} PUBLIC FILE_SET ${set} FILES "${file}")
        qtlogin_forward_header("${file}" ${room})
    endforeach()
endfunction()

# The header set for \p header: that of those which a source of \p sources includes first, or sourceless.
function(qtlogin_header_set variable room header sources)
    set(${variable} sourceless PARENT_SCOPE)
    get_filename_component(base ${header} NAME_WE)
    set(source "${CMAKE_CURRENT_SOURCE_DIR}/${room}/${base}.cpp")
    if(source IN_LIST sources)
        file(STRINGS "${source}" first REGEX "^#include" LIMIT_COUNT 1)
        if(first STREQUAL "#include \"${room}/${header}\"")
            set(${variable} HEADERS PARENT_SCOPE)
        endif()
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
    endif()
endfunction()

# Writes <QtLogin/room/file.h>, and <QtLogin/Name> for the class whose lower-case name is the file's and for each name that
# the header itself says (\headerfile), into the build tree; all are installed.
function(qtlogin_forward_header header room)
    get_filename_component(file "${header}" NAME)
    get_filename_component(base "${header}" NAME_WE)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    # Relative, for a compiler cache takes for the same only what is the same to the letter.
    file(RELATIVE_PATH path "${QTLOGIN_INCLUDE_DIR}/QtLogin/${room}" "${header}")
    file(CONFIGURE OUTPUT "${QTLOGIN_INCLUDE_DIR}/QtLogin/${room}/${file}" CONTENT "#include \"${path}\"\n")
    set(name "^(class|struct|using|enum class) +(\\[\\[nodiscard]] +|[A-Z_]+_EXPORT +)?([A-Za-z]+)")
    set(forwards "")
    file(STRINGS "${header}" declarations REGEX "${name}|headerfile <QtLogin/")
    foreach(declaration IN LISTS declarations)
        if(declaration MATCHES "headerfile <QtLogin/([A-Za-z]+)>")
            list(APPEND forwards "${CMAKE_MATCH_1}")
            continue()
        endif()
        string(REGEX REPLACE "${name}.*" "\\3" class "${declaration}")
        string(TOLOWER "${class}" lower)
        if(lower STREQUAL base AND NOT declaration MATCHES ";$")
            list(APPEND forwards "${class}")
        endif()
    endforeach()
    list(REMOVE_DUPLICATES forwards)
    foreach(forward IN LISTS forwards)
        file(CONFIGURE OUTPUT "${QTLOGIN_INCLUDE_DIR}/QtLogin/${forward}" CONTENT "#include \"${room}/${file}\"\n")
        if(QTLOGIN_INSTALL)
            install(FILES "${QTLOGIN_INCLUDE_DIR}/QtLogin/${forward}"
                DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/QtLogin" COMPONENT Development)
        endif()
    endforeach()
endfunction()
